namespace BioZooCte.ZooServer;

/// <summary>A version of a model that is served.</summary>
/// <param name="Name">Such as <c>v0</c>.</param>
/// <param name="RdfName">The name of its RDF.</param>
/// <param name="Sha256">The hash of its RDF.</param>
internal readonly record struct ServedVersion(string Name, string RdfName, string Sha256);
