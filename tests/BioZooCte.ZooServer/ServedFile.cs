using System.Security.Cryptography;

namespace BioZooCte.ZooServer;

/// <summary>A file that is served.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="modified">When it was changed last, to the second; null for the server not to say so.</param>
public sealed class ServedFile(byte[] content, DateTimeOffset? modified = null)
{
    private readonly Lazy<string> _sha256 = new(() => Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Its bytes.</summary>
    public byte[] Content => content;

    /// <summary>Its hash, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => _sha256.Value;

    /// <summary>When it was changed last; null where that is not said.</summary>
    public DateTimeOffset? Modified => modified;

    /// <summary>What tells this state of the file from others.</summary>
    public string Etag => $"\"{Sha256[..32]}\"";
}
