using System.Collections.Immutable;

namespace BioZooCte.Packages.Zoo;

/// <summary>An entry of the Zoo's index.</summary>
/// <param name="Id">Its nickname, such as <c>affable-shark</c>.</param>
/// <param name="Type"><c>model</c>, <c>dataset</c>, <c>application</c> or <c>notebook</c>.</param>
/// <param name="Versions">Its versions, the newest first; never empty.</param>
public sealed record ZooEntry(string Id, string Type, ImmutableArray<ZooVersion> Versions)
{
    /// <summary>The newest version.</summary>
    public ZooVersion Newest => Versions[0];

    /// <summary>The version of that name, or null.</summary>
    public ZooVersion? FindVersion(string name) => Versions.FirstOrDefault(version => version.IsCalled(name));
}
