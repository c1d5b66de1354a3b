namespace BioZooCte.Reports.Annotation;

/// <summary>What a report says of one image under one perturbation.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Perturbation">Such as <c>gamma:1.5</c>.</param>
/// <param name="Score">The metric's value; null where it does not exist.</param>
internal readonly record struct ReportedPair(string Image, string Perturbation, double? Score);
