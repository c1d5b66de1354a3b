using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Calls over HTTP/2, with every header and byte in the hands of the test.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly HttpClient _http;

    public RawClient(Uri address, Action<SocketsHttpHandler>? configure = null)
    {
        SocketsHttpHandler handler = new();
        configure?.Invoke(handler);
        _http = new HttpClient(handler)
        {
            BaseAddress = address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>A client over a Unix socket.</summary>
    public static RawClient OverUnixSocket(string path) => new(
        new Uri("http://localhost"),
        handler => handler.ConnectCallback = async (_, cancellationToken) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        });

    /// <summary>Sends a whole request and reads the whole answer.</summary>
    public async Task<RawAnswer> CallAsync(string method, byte[] body, params (string Name, string Value)[] headers)
    {
        using RawAnswer answer = await StartAsync(method, new ByteArrayContent(body), headers);
        await answer.ReadAllAsync();
        return answer;
    }

    /// <summary>Sends a request and returns once the headers of the answer are here.</summary>
    public Task<RawAnswer> StartAsync(
        string method, HttpContent body, params (string Name, string Value)[] headers) =>
        StartAsync(HttpMethod.Post, method, body, default, headers);

    /// <summary>Sends a request that a token can reset.</summary>
    public async Task<RawAnswer> StartAsync(
        HttpMethod verb,
        string method,
        HttpContent body,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(verb, Exactly(method))
        {
            Content = body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        body.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        foreach ((string name, string value) in headers)
        {
            if (name == "content-type")
            {
                body.Headers.Remove(name);
                body.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        HttpResponseMessage response = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new RawAnswer(response);
    }

    public void Dispose() => _http.Dispose();

    // Not made canonical, so that a path arrives as a test writes it.
    private Uri Exactly(string path) => new(
        _http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
