using System.Collections.Immutable;

using BioZooCte.Images;
using BioZooCte.Results;

namespace BioZooCte.Estimation;

/// <summary>An image to rank on: opened when its turn comes, for each model anew.</summary>
internal sealed class ImageCandidate
{
    private const int MillisecondsToTrust = 1000;

    private readonly Func<IImageSource> _open;
    private readonly bool _isOwned;
    private readonly ImageIdentities? _identities;
    private Task<bool>? _areRgbPlanesEqual;
    private (ImageIdentity Identity, DateTime Written, long Length)? _identified;
    private long _lookedAt;

    private ImageCandidate(string source, Func<IImageSource> open, bool isOwned, ImageIdentities? identities = null)
    {
        _identities = identities;
        Source = source;
        _open = open;
        _isOwned = isOwned;
    }

    /// <summary>Its path as given, or its name.</summary>
    public string Source { get; }

    /// <summary>An image file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="axes">Its axes where it does not state them; null for none.</param>
    /// <param name="identities">What files were identified as before; null for nothing.</param>
    public static ImageCandidate FromFile(string path, string? axes, ImageIdentities? identities = null) =>
        new(path, () => ImageFile.Open(path, axes), isOwned: true, identities);

    /// <summary>An open image, which stays its opener's.</summary>
    public static ImageCandidate FromSource(IImageSource image) => new(image.Name, () => image, isOwned: false);

    /// <summary>What makes it the same image in another run; null where it is no file that can be read.</summary>
    public async ValueTask<ImageIdentity?> IdentifyAsync(CancellationToken cancellationToken)
    {
        // A hundred kept models are asked in less than a second; looking at the file for each takes longer than that.
        long now = Environment.TickCount64;
        if (!_isOwned || (_identified is not null && now - _lookedAt < MillisecondsToTrust))
        {
            return _identified?.Identity;
        }

        _lookedAt = now;
        if (IsAsIdentified())
        {
            return _identified?.Identity;
        }

        _identified = null;
        try
        {
            (DateTime written, long length) = Stamp();
            ImageIdentity identity = _identities?.Find(Source, written, length)
                ?? await ResultsIdentity.OfImageAsync(Source, cancellationToken).ConfigureAwait(false);
            _identities?.Add(Source, written, length, identity);
            _identified = (identity, written, length);
            return identity;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // whoever opens it says what is wrong
        }
    }

    /// <summary>What makes each of several images the same image in another run.</summary>
    public static async Task<ImmutableArray<ImageIdentity?>> IdentifyAsync(
        ImmutableArray<ImageCandidate> images, CancellationToken cancellationToken)
    {
        ImmutableArray<ImageIdentity?>.Builder identities = ImmutableArray.CreateBuilder<ImageIdentity?>(images.Length);
        foreach (ImageCandidate image in images)
        {
            identities.Add(await image.IdentifyAsync(cancellationToken).ConfigureAwait(false));
        }

        return identities.MoveToImmutable();
    }

    /// <summary>Whether its file is still the one that was identified, as far as its length and time tell.</summary>
    public bool IsAsIdentified()
    {
        try
        {
            return _identified is (_, DateTime written, long length) && (written, length) == Stamp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        FileInfo file = new(Source);
        return (file.LastWriteTimeUtc, file.Length);
    }

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
