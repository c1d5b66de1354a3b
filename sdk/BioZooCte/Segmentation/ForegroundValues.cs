namespace BioZooCte.Segmentation;

/// <summary>What the values of a model's foreground are.</summary>
public enum ForegroundValues
{
    /// <summary>Probabilities in [0, 1].</summary>
    Probability,

    /// <summary>Decisions: whatever is not 0 is foreground.</summary>
    Decision,

    /// <summary>Nothing says: the first prediction decides, by the range of its values.</summary>
    Undetermined,
}
