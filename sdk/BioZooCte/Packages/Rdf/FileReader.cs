using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads how an RDF names a file.</summary>
internal static class FileReader
{
    /// <summary>
    /// A file, named by a path or URL alone or by a mapping with <c>source</c> and, it may be, <c>sha256</c>;
    /// null if the field is absent or wrong.
    /// </summary>
    public static FileDescription? Read(RdfField field)
    {
        if (field.IsAbsent)
        {
            return null;
        }

        if (field.Node is RdfMapping)
        {
            return field["source"].Require("a path or URL").ReadText("a path or URL") is string source
                ? Describe(field["source"], source, ReadHash(field["sha256"]))
                : null;
        }

        return field.ReadText("a path or URL") is string path ? Describe(field, path, null) : null;
    }

    /// <summary>A declared hash in lower case; null where there is none.</summary>
    public static string? ReadHash(RdfField field)
    {
        if (field.ReadText("a sha256 of 64 hexadecimal digits") is not string hash)
        {
            return null;
        }

        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            field.Fail("a sha256 of 64 hexadecimal digits");
            return null;
        }

        return hash.ToLowerInvariant();
    }

    private static FileDescription? Describe(RdfField field, string source, string? hash)
    {
        if (source.Length == 0)
        {
            field.Fail("a path or URL");
            return null;
        }

        return new FileDescription(source, hash);
    }
}
