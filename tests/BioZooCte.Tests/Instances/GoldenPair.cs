using System.Text.Json;

using BioZooCte.Instances;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Instances;

/// <summary>Two label images of the reference values, and what is stated of them.</summary>
internal sealed record GoldenPair(string Name, JsonElement Stated, int[] First, int[] Second, GridSize Grid)
{
    private const string File = LabelFile.Folder + "/instances.json";

    public ContingencyTable Table => ContingencyTable.Of(First, Second);

    public static IReadOnlyList<GoldenPair> ReadAll()
    {
        List<GoldenPair> pairs = [];
        foreach (JsonElement stated in ReadCases("pairs"))
        {
            (int[] first, GridSize grid) = LabelFile.Read(stated.GetProperty("true").GetString()!);
            (int[] second, GridSize other) = LabelFile.Read(stated.GetProperty("test").GetString()!);
            Assert.AreEqual(grid, other);
            pairs.Add(new GoldenPair(stated.GetProperty("name").GetString()!, stated, first, second, grid));
        }

        return pairs;
    }

    public static IReadOnlyList<JsonElement> ReadCases(string key)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        return SharedData.RequireCases(
            File, document.RootElement.GetProperty(key).EnumerateArray().Select(element => element.Clone()));
    }
}
