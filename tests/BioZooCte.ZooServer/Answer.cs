using System.Globalization;
using System.Text;

namespace BioZooCte.ZooServer;

/// <summary>Answers one request, right or wrong.</summary>
/// <param name="stream">The connection.</param>
/// <param name="request">The request.</param>
/// <param name="file">The file; null where there is none.</param>
/// <param name="faults">What is done wrong.</param>
internal sealed class Answer(Stream stream, ServedRequest request, ServedFile? file, FaultRule[] faults)
{
    private const int AtOnce = 1 << 14;

    /// <summary>Sends it.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        if (Find(FaultKind.Redirect) is FaultRule redirect)
        {
            await SendHeadAsync("302 Found", ct, $"Location: {redirect.Argument}", "Content-Length: 0")
                .ConfigureAwait(false);
        }
        else if (Find(FaultKind.Status) is FaultRule status)
        {
            string[] parts = status.Argument.Split(',');
            string[] advice = parts.Length > 1 ? [$"Retry-After: {parts[1]}"] : [];
            await SendHeadAsync($"{parts[0]} Not Now", ct, [.. advice, "Content-Length: 0"]).ConfigureAwait(false);
        }
        else if (Find(FaultKind.Endless) is not null)
        {
            await SendEndlesslyAsync(ct).ConfigureAwait(false);
        }
        else if (file is null)
        {
            await SendHeadAsync("404 Not Found", ct, "Content-Length: 0").ConfigureAwait(false);
        }
        else
        {
            await SendFileAsync(file, ct).ConfigureAwait(false);
        }
    }

    private FaultRule? Find(FaultKind kind) => faults.FirstOrDefault(fault => fault.Kind == kind);

    private async Task SendFileAsync(ServedFile served, CancellationToken ct)
    {
        byte[] content = Find(FaultKind.Hash) is null ? served.Content : Changed(served.Content);
        string? modified = served.Modified?.ToString("R", CultureInfo.InvariantCulture);
        bool hasConditions = Find(FaultKind.NoConditions) is null;
        bool isSame = !hasConditions
            || request["If-Range"] is not string state || state == served.Etag || state == modified;
        string? known = request["If-None-Match"]?.Replace("W/", "", StringComparison.Ordinal);
        if (hasConditions
            && (known == served.Etag
                || (known is null && modified is not null && request["If-Modified-Since"] == modified)))
        {
            await SendHeadAsync("304 Not Modified", ct).ConfigureAwait(false);
            return;
        }

        long start = Find(FaultKind.NoRanges) is null && isSame ? request.RangeStart ?? 0 : 0;
        if (start > 0 && start >= content.Length)
        {
            await SendHeadAsync(
                "416 Range Not Satisfiable",
                ct,
                [.. EtagOf(served), $"Content-Range: bytes */{content.Length}", "Content-Length: 0"])
                .ConfigureAwait(false);
            return;
        }

        start += start > 0 ? Find(FaultKind.Shift)?.Number ?? 0 : 0;
        long difference = Find(FaultKind.Length)?.Number ?? 0;
        List<string> headers = [.. EtagOf(served), $"Content-Length: {content.Length - start + difference}"];
        if (modified is not null)
        {
            headers.Add($"Last-Modified: {modified}");
        }

        if (start > 0)
        {
            headers.Add($"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}");
        }

        await SendHeadAsync(start > 0 ? "206 Partial Content" : "200 OK", ct, [.. headers]).ConfigureAwait(false);
        await SendBodyAsync(content.AsMemory((int)start), ct).ConfigureAwait(false);
    }

    private string[] EtagOf(ServedFile served) => Find(FaultKind.NoEtag) is not null ? []
        : [$"ETag: {(Find(FaultKind.WeakEtag) is null ? "" : "W/")}{served.Etag}"];

    private async Task SendBodyAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (Find(FaultKind.Cut) is FaultRule cut)
        {
            body = body[..(int)Math.Min(body.Length, cut.Number)];
        }

        FaultRule? stall = Find(FaultKind.Stall);
        if (stall is not null)
        {
            body = body[..(int)Math.Min(body.Length, stall.Number)];
        }

        int atOnce = Find(FaultKind.Slow) is FaultRule slow ? (int)Math.Max(1, slow.Number / 20) : AtOnce;
        while (!body.IsEmpty)
        {
            int count = Math.Min(atOnce, body.Length);
            await stream.WriteAsync(body[..count], ct).ConfigureAwait(false);
            body = body[count..];
            if (atOnce != AtOnce)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), ct).ConfigureAwait(false);
            }
        }

        if (stall is not null)
        {
            await stream.FlushAsync(ct).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(false);
        }
    }

    private async Task SendEndlesslyAsync(CancellationToken ct)
    {
        await SendHeadAsync("200 OK", ct, "Content-Type: application/octet-stream").ConfigureAwait(false);
        byte[] bytes = new byte[AtOnce];
        while (true)
        {
            await stream.WriteAsync(bytes, ct).ConfigureAwait(false);
        }
    }

    private async Task SendHeadAsync(string status, CancellationToken ct, params string[] headers)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nDate: {DateTimeOffset.UtcNow:R}\r\nConnection: close\r\nAccept-Ranges: bytes\r\n"
            + $"{string.Join("\r\n", headers)}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct).ConfigureAwait(false);
    }

    private static byte[] Changed(byte[] content)
    {
        byte[] changed = [.. content];
        if (changed.Length > 0)
        {
            changed[^1] ^= 1;
        }

        return changed;
    }
}
