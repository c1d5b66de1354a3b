using System.Text.Json;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>A case of the reference values of pre- and postprocessing.</summary>
internal sealed record ProcessingCase(JsonElement Json)
{
    private const string Folder = "goldens/processing";

    public string Name => Text("name")!;

    public string HoldTo => Text("hold_to")!;

    public bool IsPost => Text("direction") == "post";

    public string? ErrorStage => Text("error_stage");

    public double Relative => Json.GetProperty("tolerance").GetProperty("rtol").GetDouble();

    public double Absolute => Json.GetProperty("tolerance").GetProperty("atol").GetDouble();

    public ModelDescription Model => CaseModel.Of(Json);

    public static IReadOnlyList<ProcessingCase> All()
    {
        string file = SharedData.Require($"{Folder}/cases.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return SharedData.RequireCases(
            Folder,
            document.RootElement.EnumerateArray().Select(json => new ProcessingCase(json.Clone())));
    }

    /// <summary>The arrays of a list such as <c>inputs</c>: sample by sample, each by tensor.</summary>
    public SortedDictionary<int, Dictionary<string, AxisTensor>> Arrays(string list)
    {
        SortedDictionary<int, Dictionary<string, AxisTensor>> samples = [];
        if (Json.TryGetProperty(list, out JsonElement entries))
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                int sample = entry.GetProperty("sample").GetInt32();
                samples.TryAdd(sample, []);
                samples[sample][entry.GetProperty("id").GetString()!] = NpyArray.Read(
                    SharedData.Require($"{Folder}/{entry.GetProperty("file").GetString()}"),
                    entry.GetProperty("axes").GetString()!);
            }
        }

        return samples;
    }

    /// <summary>What the result of the case has to be, by sample and tensor.</summary>
    public SortedDictionary<int, Dictionary<string, AxisTensor>> Expected()
    {
        SortedDictionary<int, Dictionary<string, AxisTensor>> expected =
            Arrays(HoldTo == "specification" ? "specification_outputs" : "outputs");
        return HoldTo == "core, last sample"
            ? new() { [expected.Keys.Last()] = expected.Values.Last() }
            : expected;
    }

    private string? Text(string field) =>
        Json.TryGetProperty(field, out JsonElement value) ? value.GetString() : null;
}
