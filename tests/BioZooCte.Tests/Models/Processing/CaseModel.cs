using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>
/// The model description of a case: its tensors, with sizes fixed at those of the arrays given.
/// </summary>
internal static class CaseModel
{
    public static ModelDescription Of(JsonElement json)
    {
        bool isFormat04 = json.GetProperty("format").GetString() == "0.4";
        JsonElement[] tensors = [.. json.GetProperty("tensors").EnumerateArray()];
        JsonElement[] arrays = [.. json.GetProperty("inputs").EnumerateArray()];
        return new ModelDescription
        {
            FormatVersion = isFormat04 ? "0.4.10" : "0.5.12",
            Name = json.GetProperty("name").GetString()!,
            Inputs =
            [
                .. tensors.Where(t => t.GetProperty("role").GetString() == "input").Select(t => new InputDescription
                {
                    Id = t.GetProperty("id").GetString()!,
                    Axes = Axes(t, arrays),
                    Elements = Elements(t),
                    Processing = Steps(t, isFormat04),
                    IsOptional = t.TryGetProperty("optional", out _),
                }),
            ],
            Outputs =
            [
                .. tensors.Where(t => t.GetProperty("role").GetString() == "output").Select(t => new OutputDescription
                {
                    Id = t.GetProperty("id").GetString()!,
                    Axes = Axes(t, arrays),
                    Elements = Elements(t),
                    Processing = Steps(t, isFormat04),
                }),
            ],
            Weights = [],
            Rdf = new RdfMapping(1, []),
        };
    }

    private static ImmutableArray<AxisDescription> Axes(JsonElement tensor, JsonElement[] arrays)
    {
        string letters = tensor.GetProperty("axes").GetString()!;
        JsonElement array = arrays.FirstOrDefault(
            a => a.GetProperty("id").GetString() == tensor.GetProperty("id").GetString());
        return
        [
            .. letters.Select((letter, i) => new AxisDescription
            {
                Id = AxisIds.FromLetter(letter),
                Type = letter switch
                {
                    'b' => AxisType.Batch,
                    'c' => AxisType.Channel,
                    't' => AxisType.Time,
                    'i' => AxisType.Index,
                    _ => AxisType.Space,
                },
                Size = letter == 'c' && array.ValueKind == JsonValueKind.Object
                    ? new AxisSize.Fixed(array.GetProperty("shape")[i].GetInt32())
                    : new AxisSize.Free(),
            }),
        ];
    }

    private static ImmutableArray<ElementDescription> Elements(JsonElement tensor)
    {
        Assert.IsTrue(ElementTypes.TryParse(tensor.GetProperty("data_type").GetString(), out ElementType type));
        return [new ElementDescription { Type = type }];
    }

    private static ImmutableArray<ProcessingDescription> Steps(JsonElement tensor, bool isFormat04)
    {
        ImmutableArray<string> axisIds =
            [.. tensor.GetProperty("axes").GetString()!.Select(AxisIds.FromLetter)];
        return
        [
            .. tensor.GetProperty("processing").EnumerateArray()
                .Select(step => CaseStep.Of(step, axisIds, isFormat04)),
        ];
    }
}
