using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class AxisLengthsTests
{
    [TestMethod]
    [DataRow(64, 16, 1, 64, 64)]
    [DataRow(64, 16, 64, 64, 64)]
    [DataRow(64, 16, 65, 80, 64)]
    [DataRow(64, 16, 80, 80, 80)]
    [DataRow(64, 16, 100, 112, 96)]
    [DataRow(1, 1, 7, 7, 7)]
    public void SmallestFromAndGreatestUpTo_Steps_AreTheNeighbours(int min, int step, int wanted, int from, int upTo)
    {
        AxisLengths lengths = new(min, step);

        Assert.IsFalse(lengths.IsFixed);
        Assert.AreEqual(from, lengths.SmallestFrom(wanted));
        Assert.AreEqual(upTo, lengths.GreatestUpTo(wanted));
    }

    [TestMethod]
    public void SmallestFrom_FixedLengthTooShort_IsNull()
    {
        AxisLengths lengths = new(256, 0);

        Assert.IsTrue(lengths.IsFixed);
        Assert.AreEqual(256, lengths.SmallestFrom(256));
        Assert.IsNull(lengths.SmallestFrom(257));
        Assert.AreEqual(256, lengths.GreatestUpTo(1000));
    }
}
