using System.Buffers;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Which names and values metadata may have.</summary>
internal static class MetadataNames
{
    private const string ReservedPrefix = "grpc-";
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Whether the value under this name is bytes.</summary>
    public static bool IsBinary(string name) => name.EndsWith("-bin", StringComparison.Ordinal);

    /// <summary>Whether a value is printable ASCII, blanks included.</summary>
    public static bool IsPrintable(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>Whether the name is one that an application may read or write, not one of the protocol's.</summary>
    /// <param name="name">In lower case.</param>
    public static bool IsCustom(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && !name.StartsWith(ReservedPrefix, StringComparison.Ordinal)
        && name is not ("te" or "content-type" or "content-length" or "host" or "connection" or "transfer-encoding"
            or "keep-alive" or "upgrade" or "trailer" or "date" or "server");

    /// <summary>The name in lower case.</summary>
    /// <exception cref="ArgumentException">An application may not use it.</exception>
    public static string Checked(string name)
    {
        string lower = name.ToLowerInvariant();
        return IsCustom(lower)
            ? lower
            : throw new ArgumentException(
                $"'{name}' cannot be metadata; expected letters, digits, -, _ and ., not beginning with grpc-.",
                nameof(name));
    }
}
