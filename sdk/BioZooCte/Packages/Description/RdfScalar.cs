namespace BioZooCte.Packages.Description;

/// <summary>A scalar of an RDF.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Value">
/// Null, or a <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>, by the
/// rules of YAML 1.2.
/// </param>
/// <param name="Text">The text as written.</param>
public sealed record RdfScalar(int Line, object? Value, string Text) : RdfNode(Line);
