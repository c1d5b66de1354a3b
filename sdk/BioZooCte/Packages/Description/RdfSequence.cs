using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>A sequence of an RDF.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Items">Its items.</param>
public sealed record RdfSequence(int Line, ImmutableArray<RdfNode> Items) : RdfNode(Line);
