using System.Collections.Immutable;

namespace BioZooCte.Instances;

/// <summary>The ways from probabilities to instances, by name.</summary>
public static class KnownInstanceMethods
{
    private static readonly ImmutableArray<(string Name, InstanceMethod Method)> All =
    [
        ("components", InstanceMethod.Components),
        ("watershed", InstanceMethod.Watershed),
        ("labels", InstanceMethod.Labels),
    ];

    /// <summary>The names: <c>components</c>, <c>watershed</c>, <c>labels</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name)];

    /// <summary>The method of a name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static InstanceMethod Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(known => known.Name == name) is (not null, InstanceMethod found)
            ? found
            : throw new FormatException($"instances: '{name}'; expected one of {string.Join(", ", Names)}.");
    }

    /// <summary>The name of a method.</summary>
    public static string NameOf(InstanceMethod method) => All.Single(known => known.Method == method).Name;
}
