using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class OutputGeometryReaderTests
{
    [TestMethod]
    [DataRow(572, 388, 1.0, -184.0)]
    [DataRow(100, 92, 1.0, -8.0)]
    [DataRow(256, 256, 1.0, 0.0)]
    [DataRow(256, 128, 0.5, 0.0)]
    [DataRow(96, 32, 1.0 / 3, 0.0)]
    [DataRow(128, 256, 2.0, 0.0)]
    public void Read_BothLengthsFixed_IsScaledOrCutByConvolutions(int from, int to, double ratio, double offset)
    {
        List<string> reasons = [];
        InputDescription input = new()
        {
            Id = "raw",
            Axes = [Axis(from)],
            Elements = [new ElementDescription { Type = ElementType.Float32 }],
        };
        OutputDescription output = new()
        {
            Id = "out",
            Axes = [Axis(to)],
            Elements = [new ElementDescription { Type = ElementType.Float32 }],
        };

        OutputAxisGeometry axis = OutputGeometryReader.Read(output, 0, input, reasons).Axes[0];

        Assert.IsEmpty(reasons);
        Assert.AreEqual(ratio, axis.Ratio);
        Assert.AreEqual(offset, axis.Offset);
        Assert.AreEqual(to, axis.SizeFor(from));
    }

    private static AxisDescription Axis(int size) => new()
    {
        Id = AxisIds.X,
        Type = AxisType.Space,
        Size = new AxisSize.Fixed(size),
        ChannelNames = ImmutableArray<string>.Empty,
    };
}
