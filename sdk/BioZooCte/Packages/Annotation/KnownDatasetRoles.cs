using System.Collections.Immutable;

namespace BioZooCte.Packages.Annotation;

/// <summary>The roles of data sets, by the words that RDFs have for them.</summary>
public static class KnownDatasetRoles
{
    private static readonly ImmutableArray<(string Name, DatasetRole Role)> All =
    [
        ("train", DatasetRole.Train),
        ("validation", DatasetRole.Validation),
        ("test", DatasetRole.Test),
        ("independent", DatasetRole.Independent),
        ("unknown", DatasetRole.Unknown),
    ];

    /// <summary>
    /// The words: <c>train</c>, <c>validation</c>, <c>test</c>, <c>independent</c>, <c>unknown</c>.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name)];

    /// <summary>The role of a word.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static DatasetRole Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(known => known.Name == name) is (not null, DatasetRole found)
            ? found
            : throw new FormatException($"data set role: '{name}'; expected one of {string.Join(", ", Names)}.");
    }

    /// <summary>The word for a role.</summary>
    internal static string NameOf(DatasetRole role) => All.Single(known => known.Role == role).Name;
}
