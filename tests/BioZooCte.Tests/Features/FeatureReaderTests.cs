using System.Collections.Immutable;

using BioZooCte.Features;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Features;

/// <summary>Linear interpolation with the centres of pixels and elements in their middles.</summary>
[TestClass]
public sealed class FeatureReaderTests
{
    private static readonly ImmutableArray<int> Plane = [2, 3];

    private static readonly ImmutableArray<int> Volume = [2, 3, 4];

    [TestMethod]
    [DataRow(0, 10.0)]
    [DataRow(1, 12.5)]
    [DataRow(2, 17.5)]
    [DataRow(3, 20.0)]
    public void Read_TwoElementsOverFourColumns_LiesBetweenTheirCentres(int column, double expected)
    {
        FeatureReader reader = new(Layer("bcyx", [1, 1, 1, 2], [1, 1, 2, 4], downsampling: 2), Plane);
        AxisTensor features = AxisTensor.FromArray<float>(TensorShape.Of("bcyx", 1, 1, 1, 2), 10, 20);

        Assert.AreEqual(expected, Read(reader, features, 0, 0, 0, column)[0]);
    }

    [TestMethod]
    public void Read_RowsAndColumns_WeighsFourElementsOfEachChannel()
    {
        FeatureReader reader = new(Layer("byxc", [1, 2, 2, 2], [1, 1, 4, 4], downsampling: 2), Plane);
        AxisTensor features = AxisTensor.FromArray<double>(
            TensorShape.Of("byxc", 1, 2, 2, 2), 0, 1, 4, 1, 8, 1, 16, 1);

        double[] row = Read(reader, features, 0, 0, 1, 2);

        Assert.AreEqual((0.75 * ((0.25 * 0) + (0.75 * 4))) + (0.25 * ((0.25 * 8) + (0.75 * 16))), row[0]);
        Assert.AreEqual(1.0, row[1]);
    }

    [TestMethod]
    public void Read_Volume_WeighsSlicesByTheirOwnFactor()
    {
        FeatureLayer layer = Layer("bczyx", [1, 1, 2, 1, 1], [1, 1, 8, 1, 1], downsampling: 1) with
        {
            DepthDownsampling = 4,
        };
        FeatureReader reader = new(layer, Volume);
        AxisTensor features = AxisTensor.FromArray<float>(TensorShape.Of("bczyx", 1, 1, 2, 1, 1), 8, 16);

        Assert.AreEqual(8.0, Read(reader, features, 0, 0, 0, 0, 0)[0]);
        Assert.AreEqual(11.0, Read(reader, features, 0, 0, 3, 0, 0)[0]);
        Assert.AreEqual(13.0, Read(reader, features, 0, 0, 4, 0, 0)[0]);
        Assert.AreEqual(16.0, Read(reader, features, 0, 0, 7, 0, 0)[0]);
    }

    [TestMethod]
    public void Read_SlicesInTheBatch_TakesTheSlice()
    {
        FeatureReader reader = new(Layer("bcyx", [3, 1, 1, 1], [1, 1, 3, 1, 1], downsampling: 1), Volume);
        AxisTensor features = AxisTensor.FromArray<float>(TensorShape.Of("bcyx", 3, 1, 1, 1), 1, 2, 3);

        Assert.AreEqual(2.0, Read(reader, features, 0, 0, 1, 0, 0)[0]);
    }

    [TestMethod]
    public void Read_UnpaddedConvolutions_BeginWhereTheLayerDoes()
    {
        FeatureReader reader = new(Layer("bcyx", [1, 1, 8, 4], [1, 1, 8, 8], downsampling: 1), Plane);
        AxisTensor features = new(TensorShape.Of("bcyx", 1, 1, 8, 4), ElementType.Float32);
        for (int i = 0; i < features.Count; i++)
        {
            features.AsSpan<float>()[i] = i % 4;
        }

        Assert.AreEqual(0.0, Read(reader, features, 0, 0, 0, 2)[0]);
        Assert.AreEqual(3.0, Read(reader, features, 0, 0, 0, 5)[0]);
        Assert.AreEqual(3.0, Read(reader, features, 0, 0, 0, 7)[0]);
    }

    [TestMethod]
    public void Read_NeighbourOfNoWeight_IsNotLookedAt()
    {
        FeatureReader reader = new(Layer("bcyx", [1, 1, 1, 2], [1, 1, 1, 2], downsampling: 1), Plane);
        AxisTensor features = AxisTensor.FromArray<float>(TensorShape.Of("bcyx", 1, 1, 1, 2), 5, float.NaN);

        Assert.AreEqual(5.0, Read(reader, features, 0, 0, 0, 0)[0]);
        Assert.IsTrue(double.IsNaN(Read(reader, features, 0, 0, 0, 1)[0]));
    }

    private static FeatureLayer Layer(string letters, int[] sizes, int[] inputSizes, double downsampling) =>
        new("t", "Relu", [.. letters.Select(AxisIds.FromLetter)])
        {
            Sizes = [.. sizes],
            InputSizes = [.. inputSizes],
            Downsampling = downsampling,
        };

    private static double[] Read(FeatureReader reader, AxisTensor features, params ReadOnlySpan<int> position)
    {
        double[] row = new double[features.Shape.SizeOf(AxisIds.Channel)];
        reader.Read(features, position, row);
        return row;
    }
}
