using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Rankings;

namespace BioZooCte.Bridge.Tests.Rankings;

/// <summary>Turns are given in the order of asking, and those who wait know their place.</summary>
[TestClass]
public sealed class WorkQueueTests
{
    [TestMethod]
    public async Task Turns_AreGivenInOrder_AndPlacesMoveUp()
    {
        WorkQueue queue = new(concurrent: 1, most: 3);
        List<string> told = [];
        Turn first = await queue.EnterAsync(_ => told.Add("none"), default);
        Task<Turn> second = queue.EnterAsync(place => told.Add($"second {place}"), default);
        using CancellationTokenSource gaveUp = new();
        Task<Turn> third = queue.EnterAsync(place => told.Add($"third {place}"), gaveUp.Token);
        Task<Turn> fourth = queue.EnterAsync(place => told.Add($"fourth {place}"), default);

        await gaveUp.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => third);
        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        (await fourth).Dispose();

        Assert.AreSequenceEqual(
            ["second 1", "third 2", "fourth 3", "second 1", "fourth 2", "fourth 1"], told);
        Assert.AreEqual(0, queue.Running);
        Assert.AreEqual(0, queue.Waiters);
    }

    [TestMethod]
    public async Task Queue_ThatIsFull_RefusesWithTheTimeToTryAgain()
    {
        WorkQueue queue = new(concurrent: 1, most: 1);
        await queue.EnterAsync(_ => { }, default);
        _ = queue.EnterAsync(_ => { }, default);

        RpcException refused = await Assert.ThrowsExactlyAsync<RpcException>(() => queue.EnterAsync(_ => { }, default));

        Assert.AreEqual(StatusCode.ResourceExhausted, refused.Code);
        Assert.IsTrue(refused.Details.Any(detail => detail is Google.Rpc.RetryInfo));
    }

    [TestMethod]
    public async Task Turn_IsPromisedToEachWhoWaitsForLong_Once()
    {
        WorkQueue queue = new(concurrent: 3, most: 3);
        Turn[] turns = [await EnterAsync(), await EnterAsync(), await EnterAsync()];
        Assert.IsFalse(queue.TryPromise(turns[0], TimeSpan.Zero), "Nobody waits.");
        Task<Turn> waiting = EnterAsync();

        Assert.IsFalse(queue.TryPromise(turns[0], TimeSpan.FromHours(1)), "It waits for less than an hour.");
        Assert.IsTrue(queue.TryPromise(turns[0], TimeSpan.Zero));
        Assert.IsFalse(queue.TryPromise(turns[1], TimeSpan.Zero), "It has a promise.");

        Task<Turn> second = EnterAsync();
        Assert.IsTrue(queue.TryPromise(turns[1], TimeSpan.Zero));
        turns[0].Dispose();
        await waiting;
        Assert.IsFalse(queue.TryPromise(turns[2], TimeSpan.Zero), "The promise to the second stands.");
        turns[1].Dispose();
        await second;
        _ = EnterAsync();
        Assert.IsTrue(queue.TryPromise(turns[2], TimeSpan.Zero));

        Task<Turn> EnterAsync() => queue.EnterAsync(_ => { }, default);
    }

    [TestMethod]
    public async Task Queue_WhoseLastRankingEnds_SaysThatItIsIdle()
    {
        int idle = 0;
        WorkQueue queue = new(concurrent: 2, most: 1, _ => idle++);
        Turn first = await queue.EnterAsync(_ => { }, default);
        Turn second = await queue.EnterAsync(_ => { }, default);
        Task<Turn> third = queue.EnterAsync(_ => { }, default);

        first.Dispose();
        second.Dispose();
        Assert.AreEqual(0, idle);
        (await third).Dispose();
        Assert.AreEqual(1, idle);
        (await queue.EnterAsync(_ => { }, default)).Dispose();
        Assert.AreEqual(2, idle);
    }
}
