using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class ParallelLoopTests
{
    [TestMethod]
    [DataRow(0, 4)]
    [DataRow(1, 4)]
    [DataRow(100, 1)]
    [DataRow(100, 4)]
    public void For_AnyCount_DoesEachOnce(int count, int threads)
    {
        int[] done = new int[count];

        ParallelLoop.For(count, threads, i => Interlocked.Increment(ref done[i]));

        Assert.IsTrue(done.All(times => times == 1));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void For_WorkThatThrows_ThrowsThat(int threads)
    {
        EndOfStreamException error = Assert.ThrowsExactly<EndOfStreamException>(() =>
            ParallelLoop.For(50, threads, i =>
            {
                if (i == 20)
                {
                    throw new EndOfStreamException("twenty");
                }
            }));

        Assert.AreEqual("twenty", error.Message);
    }
}
