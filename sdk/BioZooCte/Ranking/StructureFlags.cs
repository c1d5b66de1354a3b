namespace BioZooCte.Ranking;

/// <summary>The flags that a ranking puts on a group of models as a whole.</summary>
public static class StructureFlags
{
    /// <summary>
    /// Those who lead the consensus do not stand by it (median firmness below 0.88): none of these models seems to
    /// fit these images, and no F1 is estimated.
    /// </summary>
    public const string NoModelStandsFirm = "no-model-stands-firm";

    /// <summary>Fewer votes than the estimator that was asked for needs: these models have no score.</summary>
    public const string TooFewVotes = "too-few-votes";
}
