using BioZooCte.Cli.Options;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Evaluate;

/// <summary>What <c>zoocte evaluate</c> is asked for.</summary>
internal sealed record EvaluateRequest
{
    /// <summary>The packages, found.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The labelled images, target by target.</summary>
    public required IReadOnlyList<EvaluationTarget> Targets { get; init; }

    /// <summary>What is measured, and how probabilities become instances.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>Whether a model of the target's name is left out.</summary>
    public required bool LeavesOwnOut { get; init; }

    /// <summary>What of the images models are given.</summary>
    public required ImageRequest Image { get; init; }

    /// <summary>The perturbations, such as <c>gamma:1.5</c>; empty for the usual ones.</summary>
    public required IReadOnlyList<string> Perturbations { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Above it a probability is foreground.</summary>
    public required double Threshold { get; init; }

    /// <summary>What counts as foreground.</summary>
    public required ForegroundOptions Foreground { get; init; }

    /// <summary>What random numbers depend on.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Tiles run at a time; null for one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether files may have another hash than declared.</summary>
    public required bool AllowHashMismatch { get; init; }

    /// <summary>Where all of it is written as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }
}
