namespace BioZooCte.Bridge.Catalog;

/// <summary>A model package below a root.</summary>
/// <param name="Name">How clients name it: its path below the root, with '/' between folders.</param>
/// <param name="Source">Its path.</param>
internal sealed record CatalogEntry(string Name, string Source);
