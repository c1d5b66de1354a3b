using BioZooCte.Errors;

namespace BioZooCte.Results;

/// <summary>Statistics of a data set that cannot be read, or are not those of the model at hand.</summary>
public sealed class InvalidStatisticsException : BioZooCteException
{
    /// <summary>An error of statistics.</summary>
    /// <param name="location">Their file.</param>
    /// <param name="found">What is wrong.</param>
    /// <param name="expected">What would be right.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public InvalidStatisticsException(string location, string found, string expected, Exception? innerException = null)
        : base($"{location}: {found}; expected {expected}.", innerException) => Location = location;

    /// <summary>Their file.</summary>
    public string Location { get; }
}
