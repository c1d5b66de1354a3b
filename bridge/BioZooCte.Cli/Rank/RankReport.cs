using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

using BioZooCte.Cli.Options;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Reports;

namespace BioZooCte.Cli.Rank;

/// <summary>
/// What a report says of how a ranking was made: all that its scores depend on. Threads and the order of models are
/// not of it.
/// </summary>
internal static class RankReport
{
    /// <summary>The options, by the names of the command line.</summary>
    public static ImmutableArray<ReportOption> Options(RankRequest request)
    {
        ScoringRequest scoring = request.Scoring;
        IEnumerable<string> perturbations = scoring.Perturbations.Count > 0
            ? scoring.Perturbations
            : KnownPerturbations.Default.Select(p => p.Label);
        return
        [
            new("perturbation", new JsonArray([.. perturbations.Select(p => JsonValue.Create(p))])),
            new("perturbation-unit", scoring.PerturbationUnit),
            new("fallback-perturbation", new JsonArray([.. request.Fallback.Select(p => JsonValue.Create(p))])),
            new("bottleneck", scoring.Bottleneck),
            new("rng", scoring.DrawsAsTorch ? "torch" : "coordinates"),
            new("metric", scoring.Metric),
            new("estimator", request.Estimator),
            new("structure", new JsonArray([.. request.Structures.Select(s => JsonValue.Create(s))])),
            new("agreement-sample", scoring.AgreementSample is int sample ? sample : "all"),
            new("threshold", scoring.Threshold),
            new("foreground", scoring.Foreground.Channel),
            new("activation", scoring.Foreground.Activation),
            new("instances", scoring.Instances.Method.ToString().ToLowerInvariant()),
            new("min-size", scoring.Instances.MinSize),
            new("image-channel", scoring.Image.Selection.Channel),
            new("rgb-to-gray", scoring.Image.Selection.RgbToGray),
            new("axes", scoring.Image.Axes),
            new("planes", scoring.Image.Selection.Planes.ToString()),
            new("tile", scoring.Image.Tile.ToString()),
            new("runs", scoring.Runs),
            new("seed", scoring.Seed),
            new("allow-hash-mismatch", scoring.AllowHashMismatch),
        ];
    }

    /// <summary>The software.</summary>
    public static ImmutableArray<SoftwareVersion> Software(IModelBackend backend)
    {
        string version = typeof(TransferabilityEstimator).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        int space = backend.Name.LastIndexOf(' ');
        SoftwareVersion runtime = space < 0 || !char.IsDigit(backend.Name[space + 1])
            ? new SoftwareVersion(backend.Name, "unknown")
            : new SoftwareVersion(backend.Name[..space], backend.Name[(space + 1)..]);
        return
        [
            new SoftwareVersion("BioZooCte", version),
            runtime,
            new SoftwareVersion(".NET", RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal)),
        ];
    }
}
