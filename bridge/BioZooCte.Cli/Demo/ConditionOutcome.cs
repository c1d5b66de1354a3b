using System.Collections.Immutable;

using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Demo;

/// <summary>What came of one condition.</summary>
/// <param name="Condition">What was simulated.</param>
/// <param name="Models">In the order of the ranking.</param>
internal sealed record ConditionOutcome(SimulationCondition Condition, ImmutableArray<JudgedModel> Models)
{
    /// <summary>Models whose F1 differ by less are as good as each other.</summary>
    public const double SmallestDifference = 0.02;

    /// <summary>The model with the greatest true F1; null where no model gave a prediction.</summary>
    public JudgedModel? Best => Models.Where(m => m.TrueF1 is not null).MaxBy(m => m.TrueF1);

    /// <summary>
    /// The true F1 lost by taking the model ranked first instead of the best; null where the first one has none.
    /// </summary>
    public double? Regret => Models.IsEmpty ? null : Best?.TrueF1 - Models[0].TrueF1;

    /// <summary>The pairs of models whose true F1 differ by <see cref="SmallestDifference"/> or more.</summary>
    public int ClearPairs => Pairs().Count(p => Math.Abs(p.Lead) >= SmallestDifference);

    /// <summary>Of those the ones that the ranking has the wrong way round.</summary>
    public IEnumerable<(JudgedModel Before, JudgedModel After)> WrongPairs =>
        Pairs().Where(p => p.Lead <= -SmallestDifference).Select(p => (p.Before, p.After));

    private IEnumerable<(JudgedModel Before, JudgedModel After, double Lead)> Pairs()
    {
        for (int i = 0; i < Models.Length; i++)
        {
            for (int j = i + 1; j < Models.Length; j++)
            {
                if (Models[i].TrueF1 - Models[j].TrueF1 is double lead)
                {
                    yield return (Models[i], Models[j], lead);
                }
            }
        }
    }
}
