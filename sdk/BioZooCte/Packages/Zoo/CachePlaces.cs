using BioZooCte.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>Where things lie in the cache, and which locks say that somebody is at them.</summary>
/// <param name="folder">The cache.</param>
internal sealed class CachePlaces(string folder)
{
    /// <summary>Packages, each in the folder of its RDF's hash.</summary>
    public string Packages => Path.Combine(folder, "packages");

    /// <summary>The last index of each URL.</summary>
    public string Indexes => Path.Combine(folder, "indexes");

    /// <summary>Files by their hash.</summary>
    public string Content => Path.Combine(folder, "content");

    /// <summary>What is on its way, and what URLs gave.</summary>
    public string Parts => Path.Combine(folder, "parts");

    /// <summary>Shared by whoever fetches; whoever removes files has it alone.</summary>
    public string FetchLock => Path.Combine(folder, "locks", "fetch");

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

    /// <summary>Shared by whoever was given a package of the cache.</summary>
    /// <param name="package">The package's folder.</param>
    public string UseLock(string package) => WriteLock(package) + ".use";
}
