using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>A ranking that was ended before it was done.</summary>
public sealed class EstimationCanceledException : OperationCanceledException
{
    /// <summary>A ranking that was ended.</summary>
    /// <param name="partial">What was finished by then.</param>
    /// <param name="cancellationToken">The token that asked for it.</param>
    public EstimationCanceledException(ModelRanking partial, CancellationToken cancellationToken)
        : base("The ranking was ended before it was done.", cancellationToken)
    {
        Partial = partial;
    }

    /// <summary>The ranking of what was finished, marked as partial.</summary>
    public ModelRanking Partial { get; }
}
