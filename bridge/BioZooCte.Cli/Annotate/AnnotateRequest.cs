using BioZooCte.Packages;
using BioZooCte.Reports.Annotation;

namespace BioZooCte.Cli.Annotate;

/// <summary>What <c>zoocte annotate</c> is asked for.</summary>
internal sealed record AnnotateRequest
{
    /// <summary>The ranking, as JSON.</summary>
    public required string Ranking { get; init; }

    /// <summary>The packages, found.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The folder that copies are written to.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The images.</summary>
    public required EvaluatedDataset Dataset { get; init; }

    /// <summary>Whether RDFs are written alone.</summary>
    public required bool IsRdfOnly { get; init; }

    /// <summary>What is allowed of a package.</summary>
    public required PackageOptions Package { get; init; }
}
