using System.Collections.Immutable;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Packages;

using Google.Rpc;

namespace BioZooCte.Bridge.Catalog;

/// <summary>
/// The model packages below the server's roots, looked for anew at each call, so that a package that was put there is
/// there.
/// </summary>
/// <param name="roots">The folders, each with packages in it or one itself.</param>
internal sealed class ModelCatalog(IReadOnlyList<string> roots)
{
    /// <summary>Whether there is any root.</summary>
    public bool HasRoots => roots.Count > 0;

    /// <summary>The roots.</summary>
    /// <exception cref="RpcException">There is none.</exception>
    public IReadOnlyList<string> RequireRoots() => HasRoots ? roots : throw NoRoots();

    /// <summary>All packages, in the order of their names; of two with one name that of the first root.</summary>
    public ImmutableArray<CatalogEntry> Find()
    {
        SortedDictionary<string, CatalogEntry> entries = new(StringComparer.Ordinal);
        foreach (string root in roots)
        {
            foreach (string package in PackageFinder.Find(root))
            {
                string name = NameIn(root, package);
                entries.TryAdd(name, new CatalogEntry(name, package));
            }
        }

        return [.. entries.Values];
    }

    /// <summary>The packages of names, in their order; all for none.</summary>
    /// <exception cref="RpcException">There is none of a name, or none at all.</exception>
    public ImmutableArray<CatalogEntry> Find(IReadOnlyCollection<string> names)
    {
        ImmutableArray<CatalogEntry> known = Find();
        if (known.IsEmpty)
        {
            throw HasRoots
                ? new RpcException(
                    StatusCode.FailedPrecondition, $"There is no model package below {string.Join(", ", roots)}.")
                : NoRoots();
        }

        if (names.Count == 0)
        {
            return known;
        }

        Dictionary<string, CatalogEntry> byName = known.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        return [.. names.Distinct(StringComparer.Ordinal).Select(name => byName.TryGetValue(name, out CatalogEntry? entry)
            ? entry
            : throw NotFound(name))];
    }

    /// <summary>The name that clients know a package below a root by, also one that has gone.</summary>
    public string NameOf(string source) =>
        roots.Where(root => IsIn(root, source)).Select(root => NameIn(root, source)).FirstOrDefault(source);

    private static bool IsIn(string root, string source) => source == root
        || Path.GetDirectoryName(source) == Path.TrimEndingDirectorySeparator(root);

    private static string NameIn(string root, string package) => package == root
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))
        : Path.GetRelativePath(root, package).Replace('\\', '/');

    private static RpcException NoRoots() => new(
        StatusCode.FailedPrecondition, "This server has no model root; expected one of zoocte serve --model-root.");

    private static RpcException NotFound(string name) => new(
        StatusCode.NotFound,
        $"There is no model '{name}'; expected a name that ListModels gives.",
        new ResourceInfo { ResourceType = "biozoocte.v1.Model", ResourceName = name });
}
