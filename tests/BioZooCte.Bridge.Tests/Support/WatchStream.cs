using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

using Kind = BioZooCte.Bridge.V1.WatchRankingResponse.EventOneofCase;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>A watch of a bridge, event by event.</summary>
internal sealed class WatchStream : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly RawAnswer _answer;

    private WatchStream(CancellationTokenSource end, RawAnswer answer)
    {
        _end = end;
        _answer = answer;
    }

    public static async Task<WatchStream> StartAsync(RunningBridge bridge, WatchRankingRequest request)
    {
        CancellationTokenSource end = new();
        RawAnswer answer = await bridge.Client.StartAsync(
            "RankingService/WatchRanking", new ByteArrayContent(Frame.Raw(0, request.ToByteArray())), end.Token);
        return new WatchStream(end, answer);
    }

    /// <summary>The next event; null after the last.</summary>
    public async Task<WatchRankingResponse?> ReadAsync() => await _answer.ReadAsync() is (_, byte[] payload)
        ? WatchRankingResponse.Parser.ParseFrom(payload)
        : null;

    /// <summary>The events up to one of a kind.</summary>
    public async Task<List<WatchRankingResponse>> ReadUntilAsync(Kind kind)
    {
        List<WatchRankingResponse> happened = [];
        do
        {
            happened.Add(await ReadAsync()
                ?? throw new AssertFailedException(
                    $"No {kind} in [{string.Join(", ", happened)}]: {_answer.Status} {_answer.Message}"));
        }
        while (happened[^1].EventCase != kind);

        return happened;
    }

    /// <summary>The next ranking of so many models and images.</summary>
    public async Task<V1.Ranking> RankingOfAsync(int models, int images)
    {
        V1.Ranking ranking;
        do
        {
            ranking = (await ReadUntilAsync(Kind.Ranked))[^1].Ranked;
        }
        while (ranking.Models.Count != models || ranking.Models.Any(model => model.Images != images));

        return ranking;
    }

    /// <summary>How the server ended it.</summary>
    public async Task<(StatusCode Code, string Message)> EndAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return (_answer.Status, _answer.Message);
    }

    /// <summary>Ends it as a client does.</summary>
    public async Task CancelAsync()
    {
        _answer.Dispose();
        await _end.CancelAsync();
    }

    public void Dispose()
    {
        _answer.Dispose();
        _end.Dispose();
    }
}
