namespace BioZooCte.Cli.Demo;

/// <summary>A model of a ranking beside the truth.</summary>
/// <param name="Placed">Where the ranking put it.</param>
/// <param name="TrueF1">Foreground F1 against the labels, median over images; null without a prediction.</param>
internal sealed record JudgedModel(PlacedModel Placed, double? TrueF1)
{
    /// <summary>The model's name.</summary>
    public string Id => Placed.Id;
}
