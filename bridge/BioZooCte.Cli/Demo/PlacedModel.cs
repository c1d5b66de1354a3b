namespace BioZooCte.Cli.Demo;

/// <summary>A model where a ranking put it.</summary>
/// <param name="Id">The model's name.</param>
/// <param name="Score">What the order follows; null where there is none.</param>
/// <param name="Low">Lower end of the score's interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Note">Its flags or its error; empty for none.</param>
internal sealed record PlacedModel(string Id, double? Score, double? Low, double? High, string Note);
