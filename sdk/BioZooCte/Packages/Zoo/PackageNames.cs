using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Where the files of a package lie in its folder, no two at one place: those named by a path there, those named by a URL
/// at a name of their own, which goes into the RDF.
/// </summary>
internal sealed class PackageNames
{
    private readonly Dictionary<string, string> _ofPaths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ofUrls = new(StringComparer.Ordinal);

    /// <summary>Names them.</summary>
    /// <param name="files">The files beside the RDF, each once.</param>
    /// <param name="rdfName">The name of the RDF.</param>
    /// <exception cref="InvalidModelPackageException">A path leaves the package, or is another file's.</exception>
    public PackageNames(IReadOnlyList<FileDescription> files, string rdfName)
    {
        CaselessPaths paths = new();
        paths.Add(rdfName);
        paths.Add(PackageRecord.FileName);
        foreach (FileDescription file in files.Where(file => PackagePath.AsUrl(file.Source) is null))
        {
            string? path = PackagePath.Normalize(file.Source);
            string? problem = path is null ? "leaves the package"
                : paths.Add(path) is not string other ? null
                : other == path ? "is another file's"
                : $"some systems do not tell from '{other}'";
            _ofPaths.Add(file.Source, problem is null
                ? path!
                : throw new InvalidModelPackageException(
                    rdfName, null, null, $"the path '{file.Source}', which {problem}", "a path of its own inside the package"));
        }

        HashSet<string> taken = new(
            [rdfName, PackageRecord.FileName, .. _ofPaths.Values.Select(path => path.Split('/')[0])],
            StringComparer.OrdinalIgnoreCase);
        foreach (FileDescription file in files)
        {
            if (PackagePath.AsUrl(file.Source) is Uri url)
            {
                _ofUrls.Add(file.Source, Claim(SafeName.Of(LastPartOf(url), "file"), taken));
            }
        }
    }

    /// <summary>The names of the files that URLs name, by the URLs as the RDF has them.</summary>
    public IReadOnlyDictionary<string, string> OfUrls => _ofUrls;

    /// <summary>The place of a file, with <c>/</c> between its parts.</summary>
    public string this[FileDescription file] =>
        _ofUrls.TryGetValue(file.Source, out string? name) ? name : _ofPaths[file.Source];

    private static string LastPartOf(Uri url) => PackagePath.FileNameOf(Uri.UnescapeDataString(url.Segments[^1]));

    private static string Claim(string name, HashSet<string> taken)
    {
        string own = name;
        for (int i = 2; !taken.Add(own); i++)
        {
            own = $"{Path.GetFileNameWithoutExtension(name)}_{i}{Path.GetExtension(name)}";
        }

        return own;
    }
}
