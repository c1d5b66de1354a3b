using BioZooCte.Errors;
using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Reports;
using BioZooCte.Results;

namespace BioZooCte.Cli;

/// <summary>What an exception means to the one who called the program.</summary>
/// <param name="Message">What to print.</param>
/// <param name="Code">The exit code.</param>
internal readonly record struct Failure(string Message, int Code)
{
    /// <summary>The meaning of an exception.</summary>
    public static Failure Of(Exception exception) => exception switch
    {
        InvalidUsageException => new Failure(exception.Message, ExitCode.Misused),
        InvalidModelPackageException or InvalidImageException or InvalidReportException or InvalidStatisticsException =>
            new Failure(exception.Message, ExitCode.Misused),
        BioZooCteException => new Failure(exception.Message, ExitCode.Incomplete),
        OperationCanceledException => new Failure("Stopped before it was finished.", ExitCode.Incomplete),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException =>
            new Failure(exception.Message, ExitCode.Misused),
        IOException => new Failure(exception.Message, ExitCode.Incomplete),
        OutOfMemoryException => new Failure(
            "Out of memory; smaller tiles (--tile SIZE) or fewer threads (--threads) take less.",
            ExitCode.Incomplete),
        _ => new Failure($"This is a mistake of the program, please report it: {exception}", ExitCode.Incomplete),
    };
}
