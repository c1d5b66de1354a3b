namespace BioZooCte.Packages.Zoo;

/// <summary>A file of the cache.</summary>
/// <param name="Path">Its path; whoever wants to keep or change it copies it.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
internal readonly record struct CachedContent(string Path, string Sha256);
