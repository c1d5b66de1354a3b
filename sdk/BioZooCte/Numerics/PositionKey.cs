using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BioZooCte.Numerics;

/// <summary>What positions in an image are drawn by: the same on every platform, another for each purpose.</summary>
internal static class PositionKey
{
    /// <summary>The first 64 bits of the SHA-256 of the seed, the purpose and the image's name.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">A word for what is drawn.</param>
    /// <param name="imageName">The image's file name without folders, or its name in a stream.</param>
    public static ulong Of(ulong seed, string purpose, string imageName)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{seed} {purpose} {imageName}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
