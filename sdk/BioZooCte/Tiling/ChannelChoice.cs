using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>The channels of an image that a model is given.</summary>
/// <param name="Range">Their positions.</param>
/// <param name="IsLuminance">Whether they are red, green and blue, of which the model sees the luminance.</param>
internal readonly record struct ChannelChoice(AxisRange Range, bool IsLuminance = false);
