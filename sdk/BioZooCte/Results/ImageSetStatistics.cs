using System.Collections.Immutable;

using BioZooCte.Files;

namespace BioZooCte.Results;

/// <summary>
/// Statistics over a set of images, for every model whose steps take them: with these, a process that sees a part of the
/// images gives what one that sees all of them would.
/// </summary>
public sealed class ImageSetStatistics
{
    /// <summary>Statistics.</summary>
    /// <param name="images">
    /// The images, in their order; null for one that could not be read. None where no step takes statistics.
    /// </param>
    /// <param name="models">The models, each with what was found for it.</param>
    /// <param name="location">Where they are from, for messages.</param>
    internal ImageSetStatistics(
        ImmutableArray<ImageIdentity?> images, ImmutableArray<SurveyedModel> models, string location)
    {
        Images = images;
        Models = models;
        Location = location;
    }

    /// <summary>
    /// The images, in their order; null for one that could not be read. None where no step of a model takes statistics.
    /// </summary>
    public ImmutableArray<ImageIdentity?> Images { get; }

    /// <summary>The models, each with what was found for it.</summary>
    public ImmutableArray<SurveyedModel> Models { get; }

    /// <summary>Where they are from, for messages.</summary>
    public string Location { get; }

    /// <summary>Reads statistics that <see cref="SaveAsync"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidStatisticsException">It is none, is damaged, or was changed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ImageSetStatistics> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ImageSetStatisticsJson.Read(
            await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), path);
    }

    /// <summary>Writes them to a file, which is there in full or not at all, with every bit of every number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] json = ImageSetStatisticsJson.Write(this);
        return AtomicFile.WriteAsync(
            path, (stream, token) => stream.WriteAsync(json, token).AsTask(), cancellationToken);
    }

    /// <summary>Why images are not part of a model's statistics, a sentence each.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    public IEnumerable<string> FailuresOf(SurveyedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Failures.Select(
            one => FailureText.Show(one.Value, model.Id, Images[one.Key]?.Name ?? $"image {one.Key}"));
    }
}
