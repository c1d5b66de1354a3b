using BioZooCte.Errors;

namespace BioZooCte.Images;

/// <summary>An image that cannot be read, or that is not what was asked for.</summary>
public sealed class InvalidImageException : BioZooCteException
{
    /// <summary>An error at a place of an image file.</summary>
    /// <param name="path">The file, as the user would name it.</param>
    /// <param name="place">The offset, tag, chunk or axis at fault; null for the file as a whole.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InvalidImageException(
        string path, string? place, string found, string expected, Exception? innerException = null)
        : base($"{path}: {(place is null ? "" : $"{place}: ")}{found}; expected {expected}.", innerException)
    {
        Path = path;
        Place = place;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file, as the user would name it.</summary>
    public string Path { get; }

    /// <summary>The offset, tag, chunk or axis at fault; null for the file as a whole.</summary>
    public string? Place { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should.</summary>
    public string Expected { get; }
}
