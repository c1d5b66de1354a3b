namespace BioZooCte.Ranking;

/// <summary>How consistently a model finds one of its classes.</summary>
/// <param name="Name">The class's name, or its channel's position as text.</param>
/// <param name="Score">As the model's, of this class alone; null where no image gave one.</param>
public readonly record struct ClassScore(string Name, double? Score);
