using BioZooCte.Packages;
using BioZooCte.Packages.Description;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>The files beside a graph that hold tensors of it, each inside the package.</summary>
internal sealed class ExternalFiles(ModelPackage package, WeightsDescription weights, string name, string path)
{
    private readonly SortedDictionary<string, (string Path, long Length)> _files = new(StringComparer.Ordinal);

    /// <summary>Those that were asked for, in order of their names.</summary>
    public IEnumerable<string> Paths => _files.Values.Select(file => file.Path);

    /// <summary>The length of a file in bytes.</summary>
    /// <param name="location">Its path as the graph states it, relative to the graph.</param>
    /// <param name="place">The tensor that states it.</param>
    /// <exception cref="InvalidModelPackageException">The path leaves the package, or no file is there.</exception>
    public long LengthOf(string location, string place)
    {
        if (!_files.TryGetValue(location, out (string Path, long Length) file))
        {
            string found = Find(location, place);
            file = (found, new FileInfo(found).Length);
            _files.Add(location, file);
        }

        return file.Length;
    }

    private string Find(string location, string place)
    {
        string[] parts = location.Split('/', '\\');
        if (parts.Any(part => part is "" or "." or "..") || System.IO.Path.IsPathRooted(location)
            || location.Contains(':', StringComparison.Ordinal) || location.Contains('\0', StringComparison.Ordinal))
        {
            throw Error(place, $"stored in '{Place.Shorten(location)}'", "a path inside the package, beside the graph");
        }

        string beside = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", System.IO.Path.Combine(parts)));
        string resolved = System.IO.Path.GetFullPath(package.ResolveFile(Describe(parts)));
        if (resolved != beside)
        {
            throw Error(place, $"stored in '{location}'", "a file that lies beside the graph under this name");
        }

        return File.Exists(resolved)
            ? resolved
            : throw Error(place, $"stored in '{location}', which is not there", "a file of the package");
    }

    /// <summary>The file as the RDF states it, where it does; its hash is verified then.</summary>
    private FileDescription Describe(string[] parts)
    {
        string source = weights.Source.Source;
        string folder = source[..(source.LastIndexOfAny(['/', '\\']) + 1)];
        string wanted = folder + string.Join('/', parts);
        return weights.ExternalData is FileDescription stated && LastPart(stated.Source) == parts[^1]
            ? stated
            : new FileDescription(wanted, null);
    }

    private static string LastPart(string source) => source[(source.LastIndexOfAny(['/', '\\']) + 1)..];

    private InvalidModelPackageException Error(string place, string found, string expected) =>
        new(name, null, place, found, expected);
}
