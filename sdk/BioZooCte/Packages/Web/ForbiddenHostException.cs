namespace BioZooCte.Packages.Web;

/// <summary>A host that is not connected to. It stays inside: whoever fetches makes the file's own error of it.</summary>
/// <param name="found">What is wrong with the host.</param>
/// <param name="expected">What is expected.</param>
internal sealed class ForbiddenHostException(string found, string expected)
    : IOException($"{found}; expected {expected}")
{
    /// <summary>What is wrong with the host.</summary>
    public string Found { get; } = found;

    /// <summary>What is expected.</summary>
    public string Expected { get; } = expected;
}
