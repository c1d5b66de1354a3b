using System.Text.Json;

using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

/// <summary>Watersheds of the reference values, on the pixels that ties do not decide.</summary>
[TestClass]
public sealed class WatershedGoldenTests
{
    [TestMethod]
    public void Grow_EveryRelief_GivesTheSureLabels()
    {
        foreach (JsonElement stated in GoldenPair.ReadCases("watershed"))
        {
            (int[] labels, GridSize grid) = LabelFile.Read(Path(stated, "markers")!);
            if (Path(stated, "mask") is string masked)
            {
                bool[] mask = LabelFile.ReadMask(masked);
                labels = [.. labels.Select((label, i) => mask[i] ? label : -1)];
            }

            SeededWatershed.Grow<double>(
                LabelFile.ReadReals(Path(stated, "image")!),
                grid,
                (PixelNeighbours)stated.GetProperty("connectivity").GetInt32(),
                labels);

            Compare(stated, labels);
        }
    }

    private static void Compare(JsonElement stated, int[] labels)
    {
        int[] expected = LabelFile.Read(Path(stated, "labels")!).Labels;
        bool[] sure = LabelFile.ReadMask(Path(stated, "sure")!);
        int compared = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (sure[i])
            {
                Assert.AreEqual(expected[i], labels[i], $"{stated.GetProperty("name")}: pixel {i}");
                compared += expected[i] > 0 ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(0, compared, stated.GetProperty("name").GetString()!);
    }

    private static string? Path(JsonElement stated, string key) =>
        stated.TryGetProperty(key, out JsonElement path) ? path.GetString() : null;
}
