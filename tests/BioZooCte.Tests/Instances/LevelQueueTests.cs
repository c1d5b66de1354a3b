using System.Numerics;

using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class LevelQueueTests
{
    [TestMethod]
    [DataRow(3)]
    [DataRow(200)]
    [DataRow(1_000_000_000)]
    public void TryPop_PushesInBetween_EqualsAPlainQueue(int distinct)
    {
        Random random = new(distinct);
        double[] relief = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(distinct) / 7.0)];
        LevelQueue<double> queue = Queue(relief);
        PriorityQueue<int, (double, int)> plain = new();
        for (int pixel = 0; pixel < relief.Length; pixel++)
        {
            queue.Push(relief, pixel);
            plain.Enqueue(pixel, (relief[pixel], pixel));
            while (random.Next(5) < 2 && plain.TryDequeue(out int expected, out _))
            {
                Assert.IsTrue(queue.TryPop(relief, out int found));
                Assert.AreEqual(expected, found);
            }
        }

        while (plain.TryDequeue(out int expected, out _))
        {
            Assert.IsTrue(queue.TryPop(relief, out int found));
            Assert.AreEqual(expected, found);
        }

        Assert.IsFalse(queue.TryPop(relief, out _));
    }

    [TestMethod]
    public void TryPop_ValuesThatShareABucket_AreStillInOrder()
    {
        // All but the first are within one step of the range.
        double[] relief = [1e9, 0.3, 0.1, 0.2, 0.1];
        LevelQueue<double> queue = Queue(relief);
        for (int pixel = 0; pixel < relief.Length; pixel++)
        {
            queue.Push(relief, pixel);
        }

        List<int> order = [];
        while (queue.TryPop(relief, out int pixel))
        {
            order.Add(pixel);
        }

        CollectionAssert.AreEqual(new[] { 2, 4, 3, 1, 0 }, order);
    }

    [TestMethod]
    public void New_InfiniteRange_IsStillInOrder()
    {
        double[] relief = [double.PositiveInfinity, 1, double.NegativeInfinity];
        LevelQueue<double> queue = Queue(relief);
        for (int pixel = 0; pixel < relief.Length; pixel++)
        {
            queue.Push(relief, pixel);
        }

        Assert.IsTrue(queue.TryPop(relief, out int first));
        Assert.AreEqual(2, first);
    }

    [TestMethod]
    public void New_NaNInside_IsRefusedWithItsPlace()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => Queue<float>(0, float.NaN));

        Assert.AreEqual("The relief's pixel 1 is not a number (NaN); expected numbers.", error.Message);
    }

    [TestMethod]
    public void Start_AfterItWasEmptied_IsAsNew()
    {
        double[] relief = [5, 3, 3, 1e6, 0.1, 0.2];
        LevelQueue<double> queue = Queue(relief);
        for (int round = 0; round < 3; round++)
        {
            queue.Start(relief, [0, 1, 2, 4], [3, 5]);
            for (int pixel = 0; pixel < relief.Length; pixel++)
            {
                queue.Push(relief, pixel);
            }

            List<int> order = [];
            while (queue.TryPop(relief, out int pixel))
            {
                order.Add(pixel);
            }

            CollectionAssert.AreEqual(new[] { 4, 5, 1, 2, 0, 3 }, order);
        }
    }

    private static LevelQueue<T> Queue<T>(params T[] relief)
        where T : unmanaged, INumber<T>
    {
        LevelQueue<T> queue = new(relief.Length);
        queue.Start(relief, [.. Enumerable.Range(0, relief.Length)], []);
        return queue;
    }
}
