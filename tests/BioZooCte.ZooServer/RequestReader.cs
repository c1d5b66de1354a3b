using System.Text;

namespace BioZooCte.ZooServer;

/// <summary>Reads the head of a request.</summary>
internal static class RequestReader
{
    private const int MostBytes = 1 << 16;

    /// <summary>The request, or null where the connection ended before one.</summary>
    public static async Task<ServedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] head = new byte[MostBytes];
        int length = 0;
        while (!EndsHead(head.AsSpan(0, length)))
        {
            int count = length == head.Length ? 0
                : await stream.ReadAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        string[] lines = Encoding.ASCII.GetString(head, 0, length).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] header in lines.Skip(1).Select(line => line.Split(':', 2)).Where(header => header.Length == 2))
        {
            headers[header[0].Trim()] = header[1].Trim();
        }

        string[] words = lines[0].Split(' ');
        return words.Length == 3 ? new ServedRequest(words[1], headers) : null;
    }

    private static bool EndsHead(ReadOnlySpan<byte> head) => head.EndsWith("\r\n\r\n"u8);
}
