namespace BioZooCte.Packages.Description;

/// <summary>A file of a package as the RDF states it.</summary>
/// <param name="Source">A path relative to the RDF, or a URL.</param>
/// <param name="Sha256">
/// The declared hash, 64 lower-case hexadecimal digits; null where none is stated.
/// </param>
public sealed record FileDescription(string Source, string? Sha256);
