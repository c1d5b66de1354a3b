namespace BioZooCte.Reports.Annotation;

/// <summary>Something that a ranking measures of a model.</summary>
/// <param name="Name">Its name, of any length.</param>
/// <param name="Description">What it is, in words, and which direction is better.</param>
/// <param name="IsOfPerturbations">Whether there is a value for each perturbation.</param>
/// <param name="Value">The value over all images and perturbations; null where there is none.</param>
internal sealed record ReportedMetric(
    string Name, string Description, bool IsOfPerturbations, Func<ReportedModel, double?> Value);
