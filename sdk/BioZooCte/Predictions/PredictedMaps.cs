using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>
/// What a model says of one image, from one prediction; all over those of t, z, y, x that it has.
/// </summary>
/// <param name="Foreground">
/// The foreground's probabilities, float32; 0 and 1 for a model that decides.
/// </param>
/// <param name="Boundary">
/// The probabilities of boundaries between objects, float32; null without such a channel.
/// </param>
/// <param name="Values">
/// The foreground's channel as the model gives it: labels, for a model that gives them. Null where nobody wants it.
/// </param>
internal sealed record PredictedMaps(AxisTensor Foreground, AxisTensor? Boundary, AxisTensor? Values);
