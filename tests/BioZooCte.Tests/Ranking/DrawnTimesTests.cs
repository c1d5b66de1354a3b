using BioZooCte.Numerics;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public sealed class DrawnTimesTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(63)]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(500)]
    public void Total_OfAnySet_IsTheSumOfItsTimes(int images)
    {
        DrawnTimes drawn = new(images);
        Random random = new(images);
        for (ulong seed = 0; seed < 20; seed++)
        {
            drawn.Draw(new SplitMix64(seed));
            int[] times = drawn.Times.ToArray();
            int[] some = [.. Enumerable.Range(0, images).Where(_ => random.Next(3) > 0)];

            Assert.AreEqual(images, times.Sum());
            Assert.AreEqual(images, drawn.Total(DrawnTimes.SetOf([.. Enumerable.Range(0, images)], images)));
            Assert.AreEqual(some.Sum(position => times[position]), drawn.Total(DrawnTimes.SetOf(some, images)));
        }
    }
}
