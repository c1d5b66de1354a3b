using BioZooCte.Packages;

namespace BioZooCte.Cli.Inspect;

/// <summary>A package and what is known of it.</summary>
/// <param name="Package">The package.</param>
/// <param name="Inspection">What is known.</param>
/// <param name="BackendName">What would run it.</param>
internal sealed record InspectedPackage(ModelPackage Package, ModelInspection Inspection, string BackendName);
