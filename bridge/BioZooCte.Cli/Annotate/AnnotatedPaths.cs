namespace BioZooCte.Cli.Annotate;

/// <summary>Where copies of packages go.</summary>
internal static class AnnotatedPaths
{
    private static readonly string[] RdfEndings = [".yaml", ".yml", ".json"];

    /// <summary>The copy of a package: a folder, a zip or an RDF, as the package is.</summary>
    /// <param name="folder">Where copies go.</param>
    /// <param name="modelId">The model's name in the ranking, which is the end of the package's path.</param>
    /// <param name="source">The package.</param>
    /// <param name="isRdfOnly">Whether the RDF goes there alone.</param>
    public static string Of(string folder, string modelId, string source, bool isRdfOnly)
    {
        string name = modelId.TrimStart('/').Replace('/', Path.DirectorySeparatorChar);
        string ending = isRdfOnly ? ".rdf.yaml"
            : Directory.Exists(source) ? ""
            : RdfEndings.Contains(Path.GetExtension(source), StringComparer.OrdinalIgnoreCase) ? ".rdf.yaml"
            : Path.GetExtension(source);
        return Path.Combine(folder, name + ending);
    }
}
