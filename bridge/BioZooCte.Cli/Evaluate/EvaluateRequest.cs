using BioZooCte.Cli.Options;
using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Cli.Evaluate;

/// <summary>What <c>zoocte evaluate</c> is asked for.</summary>
internal sealed record EvaluateRequest
{
    /// <summary>What scores depend on.</summary>
    public required ScoringRequest Scoring { get; init; }

    /// <summary>The labelled images, target by target.</summary>
    public required IReadOnlyList<EvaluationTarget> Targets { get; init; }

    /// <summary>What is measured, and how probabilities become instances.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>Whether a model of the target's name is left out.</summary>
    public required bool LeavesOwnOut { get; init; }

    /// <summary>Where all of it is written as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>Where it is written as a page; null for nowhere.</summary>
    public string? ReportPath { get; init; }
}
