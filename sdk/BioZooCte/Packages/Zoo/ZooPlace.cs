namespace BioZooCte.Packages.Zoo;

/// <summary>Where a model that was asked for is.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Version">Its version; null where it has none.</param>
/// <param name="Source">The URL of its RDF or zip.</param>
/// <param name="Sha256">The hash of its RDF; null where that is not known.</param>
internal sealed record ZooPlace(string Id, string? Version, Uri Source, string? Sha256)
{
    /// <summary>A name for its folder, whatever its own is.</summary>
    public string FolderName => SafeName.Of(Id, "model");
}
