namespace BioZooCte.Packages.Description;

/// <summary>A node of an RDF as written, with its place: a mapping, a sequence or a scalar.</summary>
/// <param name="Line">Its line in the file, from 1; 0 where it is not known.</param>
public abstract record RdfNode(int Line);
