using System.Buffers;
using System.Text;

namespace BioZooCte.Packages.Files;

/// <summary>The bytes of an RDF as text.</summary>
internal static class RdfText
{
    /// <summary>The most bytes that an RDF may have.</summary>
    public const int MaximumBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All of a stream as text, without a byte order mark.</summary>
    /// <exception cref="InvalidModelPackageException">It is too long, or no UTF-8.</exception>
    public static async Task<string> ReadAsync(Stream stream, string path, CancellationToken ct)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(MaximumBytes + 1);
        try
        {
            int length = await stream.ReadAtLeastAsync(
                bytes.AsMemory(0, MaximumBytes + 1), MaximumBytes + 1, throwOnEndOfStream: false, ct).ConfigureAwait(false);
            return Decode(bytes.AsSpan(0, length), path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The bytes as text, without a byte order mark.</summary>
    /// <exception cref="InvalidModelPackageException">There are too many, or they are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length > MaximumBytes)
        {
            throw new InvalidModelPackageException(
                path, null, null, $"the file has more than {MaximumBytes} bytes", "the RDF of a model");
        }

        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            int line = 1 + bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n');
            throw new InvalidModelPackageException(path, line, null, "a byte that is no UTF-8", "UTF-8", e);
        }
    }
}
