using BioZooCte.Bridge.Rankings;

namespace BioZooCte.Bridge.Tests.Rankings;

/// <summary>Memory is given back once after the last work, and not while something runs.</summary>
[TestClass]
public sealed class IdleMemoryTests
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromMilliseconds(600);

    private int _collections;

    [TestMethod]
    public async Task ReleaseSoon_AskedForOften_CollectsOnce()
    {
        IdleMemory memory = new(() => Interlocked.Increment(ref _collections));
        WorkQueue queue = new(concurrent: 1, most: 1, memory.ReleaseSoon);

        for (int i = 0; i < 5; i++)
        {
            (await queue.EnterAsync(_ => { }, default)).Dispose();
            memory.ReleaseSoon(queue);
        }

        await Task.Delay(LongAfter);
        Assert.AreEqual(1, _collections);
    }

    [TestMethod]
    public async Task ReleaseSoon_WhileSomethingRuns_CollectsAfterItsEnd()
    {
        IdleMemory memory = new(() => Interlocked.Increment(ref _collections));
        WorkQueue queue = new(concurrent: 1, most: 1, memory.ReleaseSoon);

        memory.ReleaseSoon(queue);
        Turn turn = await queue.EnterAsync(_ => { }, default);
        await Task.Delay(LongAfter);
        Assert.AreEqual(0, _collections);

        turn.Dispose();
        await Task.Delay(LongAfter);
        Assert.AreEqual(1, _collections);
    }
}
