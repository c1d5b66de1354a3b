namespace BioZooCte.Evaluation.Targets;

/// <summary>An image with the labels that belong to it.</summary>
/// <param name="Image">The image's path.</param>
/// <param name="Labels">The path of an image of its size, 0 for background, a number for each object.</param>
public sealed record LabelledImage(string Image, string Labels);
