using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class LevelQueueTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(200)]
    [DataRow(100_000)]
    public void TryPop_PushesInBetween_EqualsAPlainQueue(int levels)
    {
        const int Pixels = 3000;
        Random random = new(levels);
        LevelQueue queue = new();
        queue.Start(Pixels + 1, levels);
        PriorityQueue<int, (int, int)> plain = new();
        for (int pixel = 1; pixel <= Pixels; pixel++)
        {
            int level = random.Next(levels);
            queue.Push(pixel, level);
            plain.Enqueue(pixel, (level, pixel));
            while (random.Next(5) < 2 && plain.TryDequeue(out int expected, out _))
            {
                Assert.IsTrue(queue.TryPop(out int found));
                Assert.AreEqual(expected, found);
            }
        }

        while (plain.TryDequeue(out int expected, out _))
        {
            Assert.IsTrue(queue.TryPop(out int found));
            Assert.AreEqual(expected, found);
        }

        Assert.IsFalse(queue.TryPop(out _));
    }

    [TestMethod]
    public void Start_AfterItWasEmptied_IsAsNew()
    {
        LevelQueue queue = new();
        foreach (int levels in new[] { 4, 70_000, 4, 300 })
        {
            int highest = levels - 1;
            queue.Start(6, levels);
            queue.Push(1, highest);
            queue.Push(2, 2);
            queue.Push(3, 0);
            queue.Push(4, 2);
            queue.Push(5, 0);

            CollectionAssert.AreEqual(new[] { 3, 5, 2, 4, 1 }, Empty(queue));
        }
    }

    private static List<int> Empty(LevelQueue queue)
    {
        List<int> order = [];
        while (queue.TryPop(out int pixel))
        {
            order.Add(pixel);
        }

        return order;
    }
}
