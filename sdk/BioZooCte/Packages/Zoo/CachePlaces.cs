using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>Where things lie in the cache, and which locks say that somebody is at them.</summary>
/// <param name="folder">The cache.</param>
internal sealed class CachePlaces(string folder)
{
    private const string PackagesName = "packages";

    /// <summary>The cache.</summary>
    public string Folder => folder;

    /// <summary>Packages, each in the folder of its RDF's hash, and of its URL where it is known by that alone.</summary>
    public string Packages => Path.Combine(folder, PackagesName);

    /// <summary>The last index of each URL.</summary>
    public string Indexes => Path.Combine(folder, "indexes");

    /// <summary>Files by their hash.</summary>
    public string Content => Path.Combine(folder, "content");

    /// <summary>What is on its way, and what URLs gave.</summary>
    public string Parts => Path.Combine(folder, "parts");

    /// <summary>Shared by whoever fetches; whoever removes files has it alone.</summary>
    public string FetchLock => Path.Combine(folder, "locks", "fetch");

    /// <summary>The cache that a package lies in; null where it lies in none.</summary>
    /// <param name="package">The package's folder.</param>
    public static CachePlaces? Around(string package)
    {
        string? packages = Path.GetDirectoryName(Path.GetDirectoryName(package));
        CachePlaces? places = Path.GetFileName(packages) == PackagesName
            ? new CachePlaces(Path.GetDirectoryName(packages)!)
            : null;
        return File.Exists(places?.FetchLock) ? places : null;
    }

    /// <summary>
    /// Had by whoever writes a package. For a package of the cache it is the same by whatever path the cache is reached.
    /// </summary>
    /// <param name="package">The package's folder.</param>
    public string WriteLock(string package)
    {
        string cached = Packages + Path.DirectorySeparatorChar;
        string name = package.StartsWith(cached, StringComparison.Ordinal) ? package[cached.Length..] : package;
        return Path.Combine(folder, "locks", ContentHash.Of(name));
    }

    /// <summary>Shared by whoever was given a package of the cache, or has opened it by its path.</summary>
    /// <param name="package">The package's folder.</param>
    public string UseLock(string package) => WriteLock(package) + ".use";
}
