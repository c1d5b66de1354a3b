using System.Net.Http.Headers;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>Calls to a bridge, message by message.</summary>
internal sealed class BridgeClient(string address, string? token, TimeSpan? deadline = null) : IDisposable
{
    private const string Package = "/biozoocte.v1.";

    private readonly RawClient _raw = new(new Uri($"http://{address}"));

    /// <summary>The same bridge, called with another token; null for none.</summary>
    public BridgeClient With(string? other) => new(address, other);

    /// <summary>The same bridge, where each call has this deadline; null for none.</summary>
    public BridgeClient Within(TimeSpan? limit) => new(address, token, limit);

    /// <summary>Sends all messages and reads all answers.</summary>
    /// <param name="method">Such as <c>RankingService/RankPaths</c>.</param>
    /// <param name="requests">The messages.</param>
    public Task<BridgeAnswer<T>> CallAsync<T>(string method, params IEnumerable<IMessage> requests)
        where T : IMessage<T>, new() =>
        CallAsync<T>(method, CancellationToken.None, requests);

    /// <summary>The same, until a token resets the call.</summary>
    public async Task<BridgeAnswer<T>> CallAsync<T>(
        string method, CancellationToken cancellationToken, params IEnumerable<IMessage> requests)
        where T : IMessage<T>, new()
    {
        using MemoryStream body = new();
        foreach (IMessage request in requests)
        {
            body.Write(Frame.Raw(0, request.ToByteArray()));
        }

        using RawAnswer answer = await StartAsync(method, new ByteArrayContent(body.ToArray()), cancellationToken);
        using CancellationTokenRegistration reset = cancellationToken.Register(answer.Dispose);
        await answer.ReadAllAsync();
        return BridgeAnswer<T>.Of(answer);
    }

    /// <summary>Begins a call whose messages a test sends one by one.</summary>
    public Task<RawAnswer> StartAsync(string method, HttpContent body, CancellationToken cancellationToken = default) =>
        _raw.StartAsync(
            HttpMethod.Post,
            method.StartsWith('/') ? method : Package + method,
            body,
            cancellationToken,
            [.. Headers()]);

    /// <summary>The status of a call that is not answered.</summary>
    public async Task<(StatusCode Code, string Message)> FailAsync<T>(string method, params IEnumerable<IMessage> requests)
        where T : IMessage<T>, new()
    {
        BridgeAnswer<T> answer = await CallAsync<T>(method, requests);
        Assert.AreNotEqual(StatusCode.Ok, answer.Code, "It was answered.");
        return (answer.Code, answer.Message);
    }

    public void Dispose() => _raw.Dispose();

    private IEnumerable<(string, string)> Headers()
    {
        if (token is not null)
        {
            yield return ("authorization", new AuthenticationHeaderValue("Bearer", token).ToString());
        }

        if (deadline is TimeSpan limit)
        {
            yield return ("grpc-timeout", $"{(long)limit.TotalMilliseconds}m");
        }
    }
}
