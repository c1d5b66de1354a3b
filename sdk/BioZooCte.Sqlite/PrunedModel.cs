using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>A model of which something was dropped.</summary>
/// <param name="Question">The model, the options and the software.</param>
/// <param name="Images">How many images.</param>
public sealed record PrunedModel(ModelQuestion Question, int Images);
