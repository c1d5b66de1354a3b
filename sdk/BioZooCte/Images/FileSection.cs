namespace BioZooCte.Images;

/// <summary>A run of bytes in a file.</summary>
internal readonly record struct FileSection(long Offset, long Length);
