using System.Buffers;
using System.Globalization;
using System.Text;

namespace BioZooCte.Bridge.Grpc;

/// <summary>The text of <c>grpc-message</c>: UTF-8, of which printable ASCII but % stands as it is.</summary>
internal static class PercentEncoding
{
    private const string Ellipsis = "...";
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        " !\"#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The encoded text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">How long the encoded text may be; what is longer ends in an ellipsis.</param>
    public static string Encode(string text, int limit)
    {
        if (text.Length <= limit && !text.AsSpan().ContainsAnyExcept(PlainCharacters)
            && text is not ([' ', ..] or [.., ' ']))
        {
            return text;
        }

        StringBuilder encoded = new(text.Length);
        int fits = 0;
        int place = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            // No value of HTTP begins or ends with a blank.
            bool isEdge = place == 0 || place + rune.Utf16SequenceLength == text.Length;
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                Append(encoded, value, isPlain: PlainCharacters.Contains((char)value) && !(isEdge && value == ' '));
            }

            place += rune.Utf16SequenceLength;
            if (encoded.Length > limit)
            {
                return encoded.ToString(0, fits) + Ellipsis;
            }

            fits = encoded.Length <= limit - Ellipsis.Length ? encoded.Length : fits;
        }

        return encoded.ToString();
    }

    private static void Append(StringBuilder encoded, byte value, bool isPlain)
    {
        if (isPlain)
        {
            encoded.Append((char)value);
        }
        else
        {
            encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
    }
}
