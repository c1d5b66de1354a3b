using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

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
        IEnumerable<string> perturbations = request.Perturbations.Count > 0
            ? request.Perturbations
            : KnownPerturbations.Default.Select(p => p.Label);
        return
        [
            new("perturbation", new JsonArray([.. perturbations.Select(p => JsonValue.Create(p))])),
            new("perturbation-unit", request.PerturbationUnit),
            new("bottleneck", request.Bottleneck),
            new("rng", request.DrawsAsTorch ? "torch" : "coordinates"),
            new("metric", request.Metric),
            new("estimator", request.Estimator),
            new("structure", new JsonArray([.. request.Structures.Select(s => JsonValue.Create(s))])),
            new("agreement-sample", request.AgreementSample is int sample ? sample : "all"),
            new("threshold", request.Threshold),
            new("foreground", request.Foreground.Channel),
            new("activation", request.Foreground.Activation),
            new("image-channel", request.Image.Selection.Channel),
            new("rgb-to-gray", request.Image.Selection.RgbToGray),
            new("axes", request.Image.Axes),
            new("planes", request.Image.Selection.Planes.ToString()),
            new("tile", request.Image.Tile.ToString()),
            new("runs", request.Runs),
            new("seed", request.Seed),
            new("allow-hash-mismatch", request.AllowHashMismatch),
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
