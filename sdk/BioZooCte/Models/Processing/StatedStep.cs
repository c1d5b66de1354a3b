using BioZooCte.Packages.Description;

namespace BioZooCte.Models.Processing;

/// <summary>A step of a tensor's chain with its place in the description.</summary>
/// <param name="Step">The step.</param>
/// <param name="Place">
/// Its place, such as <c>inputs[0].preprocessing[1].scale_range</c>; that of the tensor for a cast that the
/// format implies.
/// </param>
internal readonly record struct StatedStep(ProcessingDescription Step, string Place);
