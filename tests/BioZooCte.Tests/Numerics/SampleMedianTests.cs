using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class SampleMedianTests
{
    [TestMethod]
    public void Of_None_IsNull()
    {
        Assert.IsNull(SampleMedian.Of(Span<double>.Empty));
        Assert.IsNull(SampleMedian.Of((double?[])[null, null]));
    }

    [TestMethod]
    [DataRow(new[] { 3.0 }, 3)]
    [DataRow(new[] { 4.0, 1.0 }, 2.5)]
    [DataRow(new[] { 9.0, 1.0, 5.0 }, 5)]
    [DataRow(new[] { 0.1, 0.2, 0.3, 0.4 }, 0.25)]
    public void Of_Some_IsTheMiddleOfThoseThatAreThere(double[] values, double expected)
    {
        Assert.AreEqual(expected, SampleMedian.Of([null, .. values.Select(v => (double?)v), null])!.Value, 1e-15);
        Assert.AreEqual(expected, SampleMedian.Of(values.AsSpan())!.Value, 1e-15);
    }
}
