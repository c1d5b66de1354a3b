namespace BioZooCte.Packages.Zoo;

/// <summary>A package that was downloaded.</summary>
/// <param name="Id">Its nickname, or what its URL calls it.</param>
/// <param name="Version">Its version; null where it has none.</param>
/// <param name="Folder">The folder, which holds an RDF and can be opened.</param>
/// <param name="Source">The URL of its RDF or zip.</param>
/// <param name="Contents">How much of it is there.</param>
/// <param name="Bytes">How many bytes its files have.</param>
public sealed record ZooPackage(
    string Id, string? Version, string Folder, Uri Source, ZooContents Contents, long Bytes);
