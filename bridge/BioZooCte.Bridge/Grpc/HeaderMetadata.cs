using System.Buffers.Text;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Metadata as headers of HTTP, and back.</summary>
internal static class HeaderMetadata
{
    /// <summary>
    /// What a caller sent along: not the protocol's own headers, and without values that break its rules, for those
    /// do not fail a call.
    /// </summary>
    public static Metadata Read(IHeaderDictionary headers)
    {
        Metadata metadata = new();
        foreach ((string header, StringValues values) in headers)
        {
            string name = header.ToLowerInvariant();
            if (!MetadataNames.IsCustom(name))
            {
                continue;
            }

            foreach (string? value in values)
            {
                Read(metadata, name, value ?? "");
            }
        }

        return metadata;
    }

    /// <summary>Writes metadata beside what is there.</summary>
    public static void Write(Metadata metadata, IHeaderDictionary headers)
    {
        foreach (MetadataEntry entry in metadata)
        {
            string value = entry.Bytes is null ? entry.Text : Encode(entry.Bytes);
            headers[entry.Name] = StringValues.Concat(headers[entry.Name], value);
        }
    }

    /// <summary>Bytes as a header holds them: Base64 without padding.</summary>
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    // Proxies may join repeated headers by commas, which are no part of Base64.
    private static void Read(Metadata metadata, string name, string value)
    {
        if (!MetadataNames.IsBinary(name))
        {
            if (MetadataNames.IsPrintable(value))
            {
                metadata.Add(name, value);
            }

            return;
        }

        foreach (string part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (TryDecode(part, out byte[] bytes))
            {
                metadata.AddBinary(name, bytes);
            }
        }
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        string padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        if (!Convert.TryFromBase64String(padded, bytes, out int length))
        {
            return false;
        }

        bytes = bytes[..length];
        return true;
    }
}
