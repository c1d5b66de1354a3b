using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tensors;

[TestClass]
public sealed class ReflectionTests
{
    /// <summary>numpy.pad([0, 1, 2, 3], (0, 9), mode="reflect").</summary>
    [TestMethod]
    public void Inside_FarBeyondTheEnd_GoesToAndFro()
    {
        int[] found = [.. Enumerable.Range(0, 13).Select(i => Reflection.Inside(i, 4))];

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0 }, found);
    }

    [TestMethod]
    public void Inside_OnePosition_IsThat()
    {
        Assert.AreEqual(0, Reflection.Inside(5, 1));
    }

    /// <summary>numpy.pad([0, 1, 2], 5, mode="symmetric").</summary>
    [TestMethod]
    public void Symmetric_BeyondBothEnds_RepeatsTheEnds()
    {
        int[] found = [.. Enumerable.Range(-5, 13).Select(i => Reflection.Symmetric(i, 3))];

        CollectionAssert.AreEqual(new[] { 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1 }, found);
    }
}
