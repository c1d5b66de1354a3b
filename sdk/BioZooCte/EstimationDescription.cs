using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Reports;

namespace BioZooCte;

/// <summary>
/// What a report says of how a ranking was made: all that its scores depend on, by the names of the command line, and
/// the software. Threads and the order of models are not of it.
/// </summary>
public static class EstimationDescription
{
    /// <summary>The options.</summary>
    public static ImmutableArray<ReportOption> OptionsOf(EstimationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            new("perturbation", Texts(PerturbationsOf(options))),
            new("perturbation-unit", options.PerturbationUnit == PerturbationUnit.Model ? "model" : "percentile"),
            new("fallback-perturbation", Texts(options.Fallback.Select(p => p.Label))),
            new("bottleneck", options.Bottleneck),
            new("rng", options.FeatureRandom == FeatureRandom.Torch ? "torch" : "coordinates"),
            new("metric", options.Metric.Name),
            new("estimator", options.Estimator == RankingEstimator.Automatic ? null : KnownEstimators.NameOf(options.Estimator)),
            new("structure", Texts(options.Structures.IsDefault ? [] : options.Structures)),
            new("agreement-sample", options.AgreementSample is int sample ? sample : "all"),
            new("threshold", options.Threshold),
            new("foreground", options.Foreground.Channel),
            new("activation", options.Foreground.Activation),
            new("instances", KnownInstanceMethods.NameOf(options.Instances.Method)),
            new("min-size", options.Instances.MinSize),
            new("image-channel", options.Selection.Channel),
            new("rgb-to-gray", options.Selection.RgbToGray),
            new("axes", options.Axes),
            new("planes", options.Selection.Planes.ToString()),
            new("tile", options.TileSize.ToString()),
            new("runs", options.Runs),
            new("seed", options.Seed),
            new("allow-hash-mismatch", options.AllowHashMismatch),
            .. options.Shard is ImageShard shard ? [new ReportOption("shard", shard.ToString())] : Array.Empty<ReportOption>(),
        ];
    }

    /// <summary>The software: this library, what runs networks, and .NET.</summary>
    public static ImmutableArray<SoftwareVersion> SoftwareOf(IModelBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        int space = backend.Name.LastIndexOf(' ');
        SoftwareVersion runtime = space < 0 || !char.IsDigit(backend.Name[space + 1])
            ? new SoftwareVersion(backend.Name, "unknown")
            : new SoftwareVersion(backend.Name[..space], backend.Name[(space + 1)..]);
        return
        [
            new SoftwareVersion("BioZooCte", LibraryVersion),
            runtime,
            new SoftwareVersion(".NET", RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal)),
        ];
    }

    /// <summary>This library's version, such as <c>0.1.0</c>, with what it was built from after a plus.</summary>
    public static string LibraryVersion { get; } = typeof(TransferabilityEstimator).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static IEnumerable<string> PerturbationsOf(EstimationOptions options) =>
        options is { Sweep: not null, ScoresByRecommended: true }
            ? [$"auto:{options.Sweep}"]
            : options.FeaturePerturbations.Select(p => p.Label).Concat(options.Perturbations.Select(p => p.Label));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
