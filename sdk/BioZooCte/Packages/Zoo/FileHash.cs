using System.Security.Cryptography;

namespace BioZooCte.Packages.Zoo;

/// <summary>The sha256 of files.</summary>
internal static class FileHash
{
    /// <summary>The hash, 64 lower-case hexadecimal digits.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken ct)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct).ConfigureAwait(false));
    }

    /// <summary>The hash of a text, for names of files.</summary>
    public static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
