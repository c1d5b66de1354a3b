using System.Text.Json;

using BioZooCte.Instances;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Instances;

/// <summary>Components of the masks and labels of the reference values.</summary>
[TestClass]
public sealed class ComponentsGoldenTests
{
    private static readonly Dictionary<string, PixelNeighbours> Neighbours = new()
    {
        ["neighbours_4"] = PixelNeighbours.Faces,
        ["neighbours_8"] = PixelNeighbours.Edges,
        ["neighbours_6"] = PixelNeighbours.Faces,
        ["neighbours_18"] = PixelNeighbours.Edges,
        ["neighbours_26"] = PixelNeighbours.Corners,
    };

    [TestMethod]
    public void Label_EveryMask_HasTheStatedComponents()
    {
        int masks = 0;
        foreach (JsonElement stated in GoldenPair.ReadCases("components"))
        {
            AxisTensor tensor = LabelFile.ReadTensor(stated.GetProperty("mask").GetString()!);
            bool[] mask = tensor.AsSpan<bool>().ToArray();
            Assert.AreEqual(stated.GetProperty("pixels").GetInt32(), mask.Count(pixel => pixel));
            foreach ((JsonProperty row, PixelNeighbours neighbours) in Rows(stated))
            {
                int[] labels = new int[mask.Length];
                int count = ConnectedComponents.Label(mask, LabelFile.GridOf(tensor), neighbours, labels);
                string name = $"{stated.GetProperty("name")}: {row.Name}";
                Assert.AreEqual(row.Value.GetProperty("count").GetInt32(), count, name);
                Compare(row.Value, mask, labels, count, name);
                masks++;
            }
        }

        Assert.IsGreaterThan(0, masks);
    }

    [TestMethod]
    public void LabelEqual_EveryLabelImage_HasTheStatedNumberOfComponents()
    {
        int images = 0;
        foreach (JsonElement stated in GoldenPair.ReadCases("equal_label_components"))
        {
            (int[] labels, GridSize grid) = LabelFile.Read(stated.GetProperty("labels").GetString()!);
            foreach ((JsonProperty row, PixelNeighbours neighbours) in Rows(stated))
            {
                int count = ConnectedComponents.LabelEqual(labels, grid, neighbours, new int[labels.Length]);
                Assert.AreEqual(row.Value.GetInt32(), count, $"{stated.GetProperty("name")}: {row.Name}");
                images++;
            }
        }

        Assert.IsGreaterThan(0, images);
    }

    private static void Compare(JsonElement stated, bool[] mask, int[] labels, int count, string name)
    {
        long[] sizes = new long[count + 1];
        for (int i = 0; i < labels.Length; i++)
        {
            Assert.AreEqual(mask[i], labels[i] > 0, name);
            sizes[labels[i]]++;
        }

        long[] largest = [.. sizes.Skip(1).OrderDescending()];
        long[] expected = [.. stated.GetProperty("largest").EnumerateArray().Select(size => size.GetInt64())];
        CollectionAssert.AreEqual(expected, largest.Take(expected.Length).ToArray(), name);
        Assert.AreEqual(stated.GetProperty("sum_of_squares").GetInt64(), largest.Sum(size => size * size), name);
    }

    private static IEnumerable<(JsonProperty Row, PixelNeighbours Neighbours)> Rows(JsonElement stated) => stated
        .EnumerateObject().Where(row => Neighbours.ContainsKey(row.Name)).Select(row => (row, Neighbours[row.Name]));
}
