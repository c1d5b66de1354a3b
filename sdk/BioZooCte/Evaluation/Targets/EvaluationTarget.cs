using System.Collections.Immutable;

namespace BioZooCte.Evaluation.Targets;

/// <summary>A set of labelled images that models are judged on.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Images">The images with their labels, as <see cref="LabelMatching"/> pairs them.</param>
public sealed record EvaluationTarget(string Name, ImmutableArray<LabelledImage> Images);
