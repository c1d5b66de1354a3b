using BioZooCte.Models;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Sessions;

[TestClass]
public sealed class PassCheckTests
{
    private static readonly string[] Axes = ["batch", "channel", "y", "x"];

    [TestMethod]
    public void ShapeOf_LargestThatFits_HasTheAxes() => Assert.AreEqual(
        "batch 1, channel 511, y 1024, x 1024", ShapeOf(1, 511, 1024, 1024).ToString());

    [TestMethod]
    [DataRow(1, 512, 1024, 1024)]
    [DataRow(1, 1, 1, 3_000_000_000)]
    [DataRow(4_000_000_000, 4_000_000_000, 4_000_000_000, 4_000_000_000)]
    public void ShapeOf_MoreThanATensorHolds_NamesOutputAndSizes(long n, long c, long y, long x)
    {
        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(() => ShapeOf(n, c, y, x));

        Assert.AreEqual(
            $"fake: output 0 ('t3 as features') is float32, {n} × {c} × {y} × {x}; expected at most "
                + $"{Array.MaxLength} bytes: cut the image into smaller tiles (--tile)",
            error.Message);
    }

    [TestMethod]
    public void ShapeOf_OtherDimensions_NamesBoth() => Assert.AreEqual(
        "fake: output 0 ('t3 as features') has 2 dimensions (4 × 5); expected the axes batch, channel, y, x",
        Assert.ThrowsExactly<ModelRunException>(() => ShapeOf(4, 5)).Message);

    private static TensorShape ShapeOf(params long[] sizes)
    {
        NetworkDescription network = new()
        {
            Inputs = [],
            Outputs = [new NetworkTensor("t3 as features", ElementType.Float32, [null, null, null, null], null)],
            TotalDownsampling = [],
            ReceptiveFieldRadius = [],
            Sha256 = "",
        };
        return PassCheck.ShapeOf("fake", network, 0, sizes, Axes);
    }
}
