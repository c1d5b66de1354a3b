namespace BioZooCte.Packages.Zoo;

/// <summary>A version of an entry of the Zoo.</summary>
/// <param name="Name">Such as <c>v0</c>.</param>
/// <param name="Source">The URL of its RDF.</param>
/// <param name="Sha256">The hash of its RDF, 64 lower-case hexadecimal digits; null where none is stated.</param>
/// <param name="Created">When it was made; null where that is not stated.</param>
public sealed record ZooVersion(string Name, Uri Source, string? Sha256, DateTimeOffset? Created)
{
    /// <summary>Whether a reference means this version: <c>0</c> is <c>v0</c> too.</summary>
    public bool IsCalled(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Bare(Name).Equals(Bare(name), StringComparison.OrdinalIgnoreCase);
    }

    private static string Bare(string name) =>
        name.Length > 1 && name[0] is 'v' or 'V' && char.IsAsciiDigit(name[^1]) ? name[1..] : name;
}
