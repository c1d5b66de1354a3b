namespace BioZooCte.Supervised;

/// <summary>What several estimators say of inputs that tell them little.</summary>
internal static class EstimatorNotes
{
    /// <summary>All samples are of one class.</summary>
    public const string OneClass = "all samples are of one class, which ranks nothing";

    /// <summary>A linear model of the features gives the labels exactly.</summary>
    public const string ContainsLabels = "the features contain the labels of a class";

    /// <summary>The features explain any labels.</summary>
    public const string AsManyChannelsAsSamples =
        "there are as many independent channels as samples, so that they explain any labels: use the shrunk H-score";
}
