using BioZooCte.Packages.Annotation;

namespace BioZooCte.Reports.Annotation;

/// <summary>The images of a ranking, as evaluations name them.</summary>
/// <param name="Id">
/// An identifier as <see cref="PackageEvaluation.IsIdentifier"/> has it; null for one that is made of
/// <paramref name="Source"/> and the images' names.
/// </param>
/// <param name="Source">Where they are found, as <see cref="PackageEvaluation.IsWebAddress"/> has it.</param>
/// <param name="Role">What they were to the models.</param>
public sealed record EvaluatedDataset(string? Id, string Source, DatasetRole Role);
