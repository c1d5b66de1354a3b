using BioZooCte.Errors;

namespace BioZooCte.Results;

/// <summary>
/// What was found cannot be kept, or what was kept cannot be read: the disk is full, the file is damaged, or another
/// program holds it. Nothing that was kept before is lost.
/// </summary>
public sealed class ResultsStoreException : BioZooCteException
{
    /// <summary>An error of a store.</summary>
    /// <param name="location">Where the store is.</param>
    /// <param name="found">What is wrong.</param>
    /// <param name="expected">What would be right.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ResultsStoreException(string location, string found, string expected, Exception? innerException = null)
        : base($"{location}: {found}; expected {expected}.", innerException) => Location = location;

    /// <summary>Where the store is.</summary>
    public string Location { get; }
}
