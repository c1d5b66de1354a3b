namespace BioZooCte.Cli.Demo;

/// <summary>A ranked model beside the truth.</summary>
/// <param name="Ranked">Where the ranking put it.</param>
/// <param name="TrueF1">Foreground F1 against the exact labels, median over images; null where it gave no prediction.</param>
internal sealed record JudgedModel(RankedModel Ranked, double? TrueF1)
{
    /// <summary>The model's name.</summary>
    public string Id => Ranked.Id;
}
