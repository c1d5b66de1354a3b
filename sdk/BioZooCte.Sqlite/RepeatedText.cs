using System.Text;

namespace BioZooCte.Sqlite;

/// <summary>Makes one string of the same text in many rows, of which there are few.</summary>
internal sealed class RepeatedText
{
    private readonly List<(byte[] Utf8, string Text)> _known = [];

    /// <summary>The text of some bytes.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        foreach ((byte[] known, string same) in _known)
        {
            if (utf8.SequenceEqual(known))
            {
                return same;
            }
        }

        string text = Encoding.UTF8.GetString(utf8);
        _known.Add((utf8.ToArray(), text));
        return text;
    }
}
