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

    /// <summary>All packages, in the order of their names; of two with one name that of the first root.</summary>
    public ImmutableArray<CatalogEntry> Find()
    {
        SortedDictionary<string, CatalogEntry> entries = new(StringComparer.Ordinal);
        foreach (string root in roots)
        {
            foreach (string package in PackageFinder.Find(root))
            {
                string name = package == root
                    ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))
                    : Path.GetRelativePath(root, package).Replace('\\', '/');
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
            throw new RpcException(
                StatusCode.FailedPrecondition,
                roots.Count == 0
                    ? "This server has no model root; expected one of zoocte serve --model-root."
                    : $"There is no model package below {string.Join(", ", roots)}.");
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

    private static RpcException NotFound(string name) => new(
        StatusCode.NotFound,
        $"There is no model '{name}'; expected a name that ListModels gives.",
        new ResourceInfo { ResourceType = "biozoocte.v1.Model", ResourceName = name });
}
