using BioZooCte.Images;

namespace BioZooCte;

/// <summary>An image to rank on: opened when its turn comes, for each model anew.</summary>
internal sealed class ImageCandidate
{
    private readonly Func<IImageSource> _open;
    private readonly bool _isOwned;
    private Task<bool>? _areRgbPlanesEqual;

    private ImageCandidate(string source, Func<IImageSource> open, bool isOwned)
    {
        Source = source;
        _open = open;
        _isOwned = isOwned;
    }

    /// <summary>Its path as given, or its name.</summary>
    public string Source { get; }

    /// <summary>An image file.</summary>
    public static ImageCandidate FromFile(string path, string? axes) => new(path, () => ImageFile.Open(path, axes), isOwned: true);

    /// <summary>An open image, which stays its opener's.</summary>
    public static ImageCandidate FromSource(IImageSource image) => new(image.Name, () => image, isOwned: false);

    /// <summary>Opens the image for the use of one model.</summary>
    public IImageSource Open() => _open();

    /// <summary>Ends that use.</summary>
    public void Close(IImageSource image)
    {
        if (_isOwned)
        {
            image.Dispose();
        }
    }

    /// <summary>Whether red, green and blue are equal everywhere; looked at once, whatever the number of models.</summary>
    public async ValueTask<bool> AreRgbPlanesEqualAsync(
        Func<CancellationToken, ValueTask<bool>> look, CancellationToken cancellationToken)
    {
        if (_areRgbPlanesEqual is null or { IsCompletedSuccessfully: false })
        {
            _areRgbPlanesEqual = look(cancellationToken).AsTask();
        }

        return await _areRgbPlanesEqual.ConfigureAwait(false);
    }
}
