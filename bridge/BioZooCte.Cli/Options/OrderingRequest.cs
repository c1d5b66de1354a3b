using System.Collections.Immutable;

using BioZooCte.Perturbations;
using BioZooCte.Ranking;

namespace BioZooCte.Cli.Options;

/// <summary>Which models are ranked, and what orders them.</summary>
internal sealed record OrderingRequest
{
    /// <summary>What models are scored by whose network cannot be cut; empty for nothing.</summary>
    public IReadOnlyList<string> Fallback { get; init; } = [];

    /// <summary>What orders the models; null for what their number and the metric allow.</summary>
    public string? Estimator { get; init; }

    /// <summary>The structures whose models are ranked; empty for all.</summary>
    public IReadOnlyList<string> Structures { get; init; } = [];

    /// <summary>The library's options.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public EstimationOptions ToEstimation(ScoringRequest scoring) => scoring.ToEstimation() with
    {
        Fallback = ReadFallback(),
        Estimator = Estimator is string name ? KnownEstimators.Parse(name) : RankingEstimator.Automatic,
        Structures = [.. Structures],
    };

    private ImmutableArray<InputPerturbation> ReadFallback()
    {
        if (Fallback.Distinct().Count() < Fallback.Count)
        {
            throw new InvalidUsageException(
                $"--fallback-perturbation is '{string.Join(' ', Fallback)}'; expected each perturbation once.");
        }

        try
        {
            return [.. Fallback.Select(KnownPerturbations.Parse)];
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException($"--fallback-perturbation: {exception.Message}");
        }
    }
}
