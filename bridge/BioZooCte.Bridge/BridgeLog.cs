using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge;

/// <summary>What the bridge logs; numbers below 100 are those of its gRPC layer.</summary>
internal static partial class BridgeLog
{
    [LoggerMessage(100, LogLevel.Information, "Listening on {Address}; connection file {File}")]
    public static partial void Listening(this ILogger logger, string address, string file);

    [LoggerMessage(101, LogLevel.Information, "Ending: {Reason}")]
    public static partial void Ending(this ILogger logger, string reason);

    [LoggerMessage(110, LogLevel.Information, "Ranking {Id} accepted: {Models} models, {Images} images")]
    public static partial void RankingAccepted(this ILogger logger, string id, int models, int images);

    [LoggerMessage(111, LogLevel.Information, "Ranking {Id} ended after {Duration}")]
    public static partial void RankingEnded(this ILogger logger, string id, TimeSpan duration);

    [LoggerMessage(112, LogLevel.Information, "Ranking {Id} was given up after {Duration}: {Reason}")]
    public static partial void RankingFailed(this ILogger logger, string id, TimeSpan duration, string reason);

    [LoggerMessage(113, LogLevel.Information, "Watch {Id} of {Folder} began")]
    public static partial void WatchBegan(this ILogger logger, string id, string folder);

    [LoggerMessage(114, LogLevel.Information, "Watch {Id} ended after {Duration}: {Reason}")]
    public static partial void WatchEnded(this ILogger logger, string id, TimeSpan duration, string reason);

    [LoggerMessage(120, LogLevel.Warning, "Ranking {Id} is not kept: {Reason}")]
    public static partial void RankingNotKept(this ILogger logger, string id, string reason);

    [LoggerMessage(121, LogLevel.Warning, "Nothing that models give is kept while this bridge runs: {Reason}")]
    public static partial void ResultsNotKept(this ILogger logger, string reason);

    [LoggerMessage(122, LogLevel.Warning, "Rankings that are too old are still there: {Reason}")]
    public static partial void NotPurged(this ILogger logger, string reason);
}
