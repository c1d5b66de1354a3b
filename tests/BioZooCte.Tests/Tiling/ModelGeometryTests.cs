using BioZooCte.Models;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class ModelGeometryTests
{
    /// <summary>Batch and channel, which are not cut; then t, z, y and x, each with a halo of 3.</summary>
    [TestMethod]
    [DataRow(1.0, 1.0, new[] { 3, 3, 3, 3 })]
    [DataRow(2.0, 1.0, new[] { 3, 3, 4, 4 })]
    [DataRow(1.0, 4.0, new[] { 3, 5, 3, 3 })]
    [DataRow(3.0, 2.0, new[] { 3, 4, 5, 5 })]
    [DataRow(0.5, 0.5, new[] { 3, 3, 3, 3 })]
    public void WithContextOf_Layers_AddsHalfAnElementWhereOneIsLargerThanAPixel(
        double inPlane, double alongSlices, int[] expected)
    {
        FeatureLayer same = new("last", "Relu", []) { Sizes = [], InputSizes = [] };
        FeatureLayer other = same with { Downsampling = inPlane, DepthDownsampling = alongSlices };

        ModelGeometry geometry = Geometry().WithContextOf([other, same]);

        CollectionAssert.AreEqual(
            new[] { 0, 0 }.Concat(expected).ToArray(), geometry.Input.Select(axis => axis.Halo).ToArray());
    }

    [TestMethod]
    public void WithContextOf_NoLayers_ChangesNothing() => CollectionAssert.AreEqual(
        Geometry().Input.ToArray(), Geometry().WithContextOf([]).Input.ToArray());

    private static ModelGeometry Geometry()
    {
        AxisGeometry Axis(string id, bool isCut) => new()
        {
            Id = id,
            Lengths = new AxisLengths(1, 1),
            IsCut = isCut,
            Halo = isCut ? 3 : 0,
        };

        return new ModelGeometry
        {
            ModelId = "fake",
            Input =
            [
                Axis(AxisIds.Batch, false),
                Axis(AxisIds.Channel, false),
                Axis(AxisIds.Time, true),
                Axis(AxisIds.Z, true),
                Axis(AxisIds.Y, true),
                Axis(AxisIds.X, true),
            ],
            Outputs = [],
        };
    }
}
