using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BioZooCte.Bridge;

/// <summary>What is seen of the bridge from outside: the source of traces and the meter, for OpenTelemetry to pick up.</summary>
internal static class Telemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "BioZooCte.Bridge";

    /// <summary>Traces: a span for each call, and in it one for its ranking, from the moment that its turn comes.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Begins the span of a ranking, which the caller disposes; null where nobody listens.</summary>
    public static Activity? StartRanking(string id, int images) => Source.StartActivity("rank")
        ?.SetTag("biozoocte.ranking.id", id)
        .SetTag("biozoocte.images", images);

    /// <summary>Measurements.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Rankings that ended, by how: done, stopped, failed.</summary>
    public static Counter<long> Rankings { get; } = Meter.CreateCounter<long>(
        "biozoocte.rankings", description: "Rankings that ended, by outcome.");

    /// <summary>Bytes of images that clients streamed.</summary>
    public static Counter<long> ReceivedBytes { get; } = Meter.CreateCounter<long>(
        "biozoocte.received", "By", "Bytes of images that clients streamed.");

    /// <summary>Seconds of whole rankings, waiting included.</summary>
    public static Histogram<double> RankingSeconds { get; } = Meter.CreateHistogram<double>(
        "biozoocte.ranking.duration", "s", "Duration of rankings, waiting included.");
}
