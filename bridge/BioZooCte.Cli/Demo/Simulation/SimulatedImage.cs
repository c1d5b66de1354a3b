using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>An image with what is true of it.</summary>
/// <param name="Name">Unique in a plan, such as <c>culture-03.tif</c>.</param>
/// <param name="Pixels">What the camera gave: y, x, uint16.</param>
/// <param name="Labels">The nucleus of each pixel: y, x, uint16, from 1 without gaps; 0 is background.</param>
internal sealed record SimulatedImage(string Name, AxisTensor Pixels, AxisTensor Labels);
