namespace BioZooCte.Tiling;

/// <summary>What of an image is given to a model that takes less than the image has.</summary>
/// <param name="Channel">For a one-channel model: the channel's position, from 0, or its name; null for none chosen.</param>
/// <param name="RgbToGray">Whether a one-channel model sees the luminance of a colour image.</param>
/// <param name="Planes">For a model without z or t: which planes.</param>
public sealed record ImageSelection(string? Channel = null, bool RgbToGray = false, PlaneSelection Planes = default);
