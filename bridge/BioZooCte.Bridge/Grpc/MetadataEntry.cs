namespace BioZooCte.Bridge.Grpc;

/// <summary>A header or trailer of a call.</summary>
/// <param name="Name">In lower case; it ends in <c>-bin</c> where the value is bytes.</param>
/// <param name="Text">The value, printable ASCII; empty for a binary one.</param>
/// <param name="Bytes">The value of a binary one; null for text.</param>
internal readonly record struct MetadataEntry(string Name, string Text, byte[]? Bytes);
