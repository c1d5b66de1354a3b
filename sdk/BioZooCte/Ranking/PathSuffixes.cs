using System.Collections.Immutable;
using System.Globalization;

namespace BioZooCte.Ranking;

/// <summary>Names things by the shortest ends of their paths that tell them apart.</summary>
internal static class PathSuffixes
{
    /// <summary>
    /// The parts of a path or URL, whichever way its slashes lean; a leading slash is an empty first part.
    /// </summary>
    public static ImmutableArray<string> Parts(string path)
    {
        string[] parts = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<string> named = [.. parts.Where(part => part != ".")];
        return named.IsEmpty ? [path] : path[0] is '/' ? named.Insert(0, "") : named;
    }

    /// <summary>
    /// The parts of a model's path, up to and including what names it: <paramref name="id"/> comes last.
    /// </summary>
    public static ImmutableArray<string> ModelParts(string source, string id)
    {
        ImmutableArray<string> parts = Parts(source);
        int last = parts.Length - 1;
        for (int i = last; i >= 0; i--)
        {
            if (parts[i] == id || parts[i].StartsWith($"{id}.", StringComparison.Ordinal))
            {
                last = i;
                break;
            }
        }

        return [.. parts[..last], id];
    }

    /// <summary>
    /// For each path the shortest end that no other path has. A path that is the end of another stays whole;
    /// one that is given more than once is numbered.
    /// </summary>
    public static ImmutableArray<string> ShortestUnique(IReadOnlyList<ImmutableArray<string>> paths)
    {
        string[] names = new string[paths.Count];
        List<int> open = [.. Enumerable.Range(0, paths.Count)];
        for (int length = 1; open.Count > 0; length++)
        {
            ILookup<string, int> byEnd = open.ToLookup(i => End(paths[i], length), StringComparer.Ordinal);
            open = [];
            foreach (IGrouping<string, int> same in byEnd)
            {
                bool isAlone = same.Count() == 1;
                foreach (int i in same)
                {
                    names[i] = same.Key;
                    if (!isAlone && paths[i].Length > length)
                    {
                        open.Add(i);
                    }
                }
            }
        }

        NumberEqual(names);
        return [.. names];
    }

    private static string End(ImmutableArray<string> parts, int length) =>
        string.Join('/', parts.AsSpan()[Math.Max(0, parts.Length - length)..]);

    private static void NumberEqual(string[] names)
    {
        HashSet<string> taken = new(names, StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            for (int n = 2; !seen.Add(names[i]); n++)
            {
                string numbered = string.Create(CultureInfo.InvariantCulture, $"{name} ({n})");
                if (taken.Add(numbered))
                {
                    names[i] = numbered;
                }
            }
        }
    }
}
