namespace BioZooCte.Evaluation.Statistics;

/// <summary>What says which of the values weigh most in a weighted τ.</summary>
internal enum WeightedTauOrder
{
    /// <summary>The mean of the two values by x (then y) and by y (then x): symmetric.</summary>
    Averaged,

    /// <summary>The greatest x first, within its ties the greatest y.</summary>
    ByX,

    /// <summary>The position in the list.</summary>
    ByPosition,
}
