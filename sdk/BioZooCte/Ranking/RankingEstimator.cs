namespace BioZooCte.Ranking;

/// <summary>What orders the models of a ranking; <see cref="KnownEstimators"/> has the names.</summary>
public enum RankingEstimator
{
    /// <summary>
    /// <see cref="Combined"/> where at least three votes can be compared and the metric allows it, else
    /// <see cref="Cte"/>.
    /// </summary>
    Automatic,

    /// <summary>
    /// How a model stands by its own answer: for each image the mean over perturbations and runs, then the median
    /// over images.
    /// </summary>
    Cte,

    /// <summary>
    /// How far a model agrees with the weighted consensus of those that do not share its vote: mean IoU of
    /// foreground and background, median over images; from 0 to 1.
    /// </summary>
    Agreement,

    /// <summary>The product of both.</summary>
    Combined,
}
