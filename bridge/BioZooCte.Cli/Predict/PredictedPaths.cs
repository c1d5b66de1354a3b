namespace BioZooCte.Cli.Predict;

/// <summary>
/// Where predictions are written, each to a file of its own: neither over another one of the run nor over an image.
/// </summary>
internal sealed class PredictedPaths
{
    private readonly PredictRequest _request;
    private readonly IReadOnlyDictionary<string, string> _stems;
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The places for a request.</summary>
    /// <exception cref="InvalidUsageException">Two images have the same name.</exception>
    public PredictedPaths(PredictRequest request)
    {
        _request = request;
        _stems = PredictedNames.Of(request.Images);
        foreach (string image in request.Images)
        {
            _taken[Path.GetFullPath(image)] = $"image {image}";
        }
    }

    /// <summary>The path of one output of an image.</summary>
    /// <exception cref="IOException">It is the path of something else.</exception>
    public string Take(string image, string outputId)
    {
        string path = Path.Combine(_request.OutputFolder, PredictedNames.FileName(_stems[image], outputId));
        string owner = $"output '{outputId}' of {image}";
        return _taken.TryAdd(Path.GetFullPath(path), owner)
            ? path
            : throw new IOException(
                $"{path}: {owner} would be written over {_taken[Path.GetFullPath(path)]}; expected another folder, or images"
                + " of other names.");
    }
}
