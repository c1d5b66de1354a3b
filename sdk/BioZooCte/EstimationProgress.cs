namespace BioZooCte;

/// <summary>How far a ranking is.</summary>
/// <param name="ModelIndex">The model at hand, from 0; the number of models when all are done.</param>
/// <param name="ModelCount">The number of models.</param>
/// <param name="Model">The model's name; empty when all are done.</param>
/// <param name="ImagesDone">The images that it is done with.</param>
/// <param name="ImageCount">The number of images.</param>
/// <param name="Fraction">The part of all work that is done, 0 to 1.</param>
public sealed record EstimationProgress(
    int ModelIndex, int ModelCount, string Model, int ImagesDone, int ImageCount, double Fraction);
