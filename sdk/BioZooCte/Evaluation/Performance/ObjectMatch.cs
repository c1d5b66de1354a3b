namespace BioZooCte.Evaluation.Performance;

/// <summary>Two objects that overlap.</summary>
/// <param name="Labelled">The object's label in the reference.</param>
/// <param name="Predicted">The object's label in the prediction.</param>
/// <param name="IntersectionOverUnion">Above 0, up to 1.</param>
internal readonly record struct ObjectMatch(int Labelled, int Predicted, double IntersectionOverUnion);
