using System.Buffers.Binary;
using System.Globalization;
using System.Net;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>The answer to a raw call.</summary>
internal sealed class RawAnswer(HttpResponseMessage response) : IDisposable
{
    private Stream? _body;

    public HttpStatusCode Http => response.StatusCode;

    public string? ContentType => response.Content.Headers.ContentType?.ToString();

    /// <summary>The messages that were read, as flag and payload.</summary>
    public List<(byte Flag, byte[] Payload)> Messages { get; } = [];

    /// <summary>Whether the status stands in the headers.</summary>
    public bool IsTrailersOnly => response.Headers.Contains("grpc-status");

    public StatusCode Status => (StatusCode)int.Parse(Trailer("grpc-status")!, CultureInfo.InvariantCulture);

    public string Message => Uri.UnescapeDataString(Trailer("grpc-message") ?? "");

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join("|", values) : null;

    public string? Trailer(string name) => IsTrailersOnly
        ? Header(name)
        : response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? values)
            ? string.Join("|", values)
            : null;

    /// <summary>The bytes of the only message.</summary>
    public byte[] OnlyValue()
    {
        Assert.AreEqual(StatusCode.Ok, Status, Message);
        Assert.HasCount(1, Messages);
        return Value(Messages[0]);
    }

    /// <summary>The bytes of a message.</summary>
    public static byte[] Value((byte Flag, byte[] Payload) message) => BytesValue.Parser
        .ParseFrom(message.Flag == 1 ? Frame.Decompress(message.Payload) : message.Payload).Value.ToByteArray();

    /// <summary>Reads the next message; null after the last.</summary>
    public async Task<(byte Flag, byte[] Payload)?> ReadAsync()
    {
        _body ??= await response.Content.ReadAsStreamAsync();
        byte[] prefix = new byte[5];
        int read = await _body.ReadAtLeastAsync(prefix, 5, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        Assert.AreEqual(5, read);
        byte[] payload = new byte[BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1))];
        await _body.ReadExactlyAsync(payload);
        Messages.Add((prefix[0], payload));
        return Messages[^1];
    }

    /// <summary>Reads what is left.</summary>
    public async Task ReadAllAsync()
    {
        while (await ReadAsync() is not null)
        {
        }
    }

    public void Dispose() => response.Dispose();
}
