namespace BioZooCte.Watching;

/// <summary>A package or an image in a watched folder.</summary>
/// <param name="Source">Its path.</param>
/// <param name="Stamp">What changes when one of its files does.</param>
/// <param name="Written">When one was last written.</param>
internal sealed record FolderEntry(string Source, string Stamp, DateTime Written);
