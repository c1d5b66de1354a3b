namespace BioZooCte.Reports;

/// <summary>A piece of software that took part in a run.</summary>
/// <param name="Name">Its name, such as <c>BioZooCte</c>.</param>
/// <param name="Version">Its version.</param>
public readonly record struct SoftwareVersion(string Name, string Version);
