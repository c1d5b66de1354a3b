namespace BioZooCte.Predictions;

/// <summary>Where in its image a sample lies.</summary>
/// <param name="Frame">The frame where the model has no time axis; else null: it sees them all.</param>
/// <param name="Slice">The slice where the model has no z axis; else null.</param>
internal readonly record struct SamplePlace(int? Frame, int? Slice);
