using System.Security.Cryptography.X509Certificates;

namespace BioZooCte.Bridge.Grpc;

/// <summary>What a handler may know of its call.</summary>
internal sealed class ServerCall
{
    private readonly Func<Task> _sendHeaders;
    private bool? _compressResponse;

    /// <summary>Describes a call.</summary>
    /// <param name="method"><see cref="Method"/>.</param>
    /// <param name="requestHeaders"><see cref="RequestHeaders"/>.</param>
    /// <param name="sendHeaders">Sends <see cref="ResponseHeaders"/>, once.</param>
    public ServerCall(string method, Metadata requestHeaders, Func<Task> sendHeaders)
    {
        Method = method;
        RequestHeaders = requestHeaders;
        _sendHeaders = sendHeaders;
    }

    /// <summary>The method: <c>/package.Service/Method</c>.</summary>
    public string Method { get; }

    /// <summary>Who calls: <c>ipv4:127.0.0.1:1234</c>, <c>ipv6:[::1]:1234</c> or <c>unix:</c>.</summary>
    public string Peer { get; init; } = "";

    /// <summary>The certificate that the caller showed; null without mutual TLS.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>What the caller sent along, without the headers of the protocol.</summary>
    public Metadata RequestHeaders { get; }

    /// <summary>What goes before the first message; nothing is added any more once that is sent.</summary>
    public Metadata ResponseHeaders { get; } = new();

    /// <summary>What goes with the status, also with that of an error.</summary>
    public Metadata ResponseTrailers { get; } = new();

    /// <summary>Until when the caller waits; null for ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>
    /// Cancelled when nobody waits for the answer: the caller is gone or gave up, the deadline has passed, or the
    /// server has waited for its calls long enough.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Who the caller is, where <see cref="GrpcOptions.Authorize"/> found out.</summary>
    public string? Principal { get; set; }

    /// <summary>Whether the message that was read last came compressed.</summary>
    public bool RequestCompressed { get; internal set; }

    /// <summary>Whether the next message is compressed, where the caller can read that.</summary>
    /// <value>As <see cref="RequestCompressed"/>: who compresses what it sends has a slow line.</value>
    public bool CompressResponse
    {
        get => _compressResponse ?? RequestCompressed;
        set => _compressResponse = value;
    }

    /// <summary>For how long the server has waited for the next bytes of the request; no time while it works on some.</summary>
    public TimeSpan Silence => Requests?.Silence ?? TimeSpan.Zero;

    /// <summary>What reads the request; null before that begins.</summary>
    internal MessageReader? Requests { private get; init; }

    /// <summary>Sends the headers now, before any message; they go with the first message otherwise.</summary>
    public Task SendHeadersAsync() => _sendHeaders();
}
