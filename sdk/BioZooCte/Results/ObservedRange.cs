namespace BioZooCte.Results;

/// <summary>What the first prediction of an image said of a model's values.</summary>
/// <param name="Ends">The least and the greatest value; null where the image gave no prediction.</param>
internal sealed record ObservedRange((float Low, float High)? Ends);
