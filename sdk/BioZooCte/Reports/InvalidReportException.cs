using BioZooCte.Errors;

namespace BioZooCte.Reports;

/// <summary>A report that cannot be read, or that does not fit what it is used with.</summary>
public sealed class InvalidReportException : BioZooCteException
{
    /// <summary>An error at a place of a report.</summary>
    /// <param name="path">The file, as the user would name it.</param>
    /// <param name="place">The field at fault, such as <c>models[3].id</c>; null for the file as a whole.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InvalidReportException(
        string path, string? place, string found, string expected, Exception? innerException = null)
        : base($"{path}: {(place is null ? "" : $"{place} is ")}{found}; expected {expected}.", innerException)
    {
        Path = path;
        Place = place;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file, as the user would name it.</summary>
    public string Path { get; }

    /// <summary>The field at fault; null for the file as a whole.</summary>
    public string? Place { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should.</summary>
    public string Expected { get; }
}
