namespace BioZooCte.Reports.Annotation;

/// <summary>What results of a model are told apart by.</summary>
/// <param name="Name">Its name, of any length.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="Model">The model, among one structure.</param>
/// <param name="Perturbation">The perturbation that it is limited to; null for all.</param>
internal sealed record EvaluationFactor(string Name, string Description, ReportedModel Model, string? Perturbation);
