using System.Globalization;

using BioZooCte.Bridge.V1;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Mapping;

/// <summary>Models of the library as messages.</summary>
internal static class ModelMapper
{
    /// <summary>A model with its inputs and outputs.</summary>
    public static InspectModelResponse ToMessage(string name, ModelDescription description, ModelInspection inspection)
    {
        Model model = new()
        {
            Name = name,
            ZooId = description.Nickname ?? description.Id ?? "",
            Title = description.Name,
            Description = description.Description,
            Structures = { inspection.Structures.Select(structure => structure.Name) },
            Foreground = inspection.Foreground is Segmentation.ForegroundRule rule ? NameOf(rule) : "",
            ReasonsAgainst = { inspection.ReasonsAgainst },
        };
        if (inspection.ReasonAgainstForeground is string reason)
        {
            model.ReasonsAgainst.Add(reason);
        }

        return new InspectModelResponse
        {
            Model = model,
            Inputs = { description.Inputs.Select(ToMessage) },
            Outputs = { description.Outputs.Select(ToMessage) },
            Sha256 = inspection.Network?.Sha256 ?? "",
        };
    }

    private static string NameOf(Segmentation.ForegroundRule rule)
    {
        string? channel = rule.ChannelName
            ?? rule.Channel?.ToString(CultureInfo.InvariantCulture)
            ?? (rule.BackgroundChannel is int background ? $"not {background}" : null);
        return channel is null ? rule.OutputId : $"{rule.OutputId}:{channel}";
    }

    private static ModelTensor ToMessage(TensorDescription tensor) => new()
    {
        Id = tensor.Id,
        Axes = string.Join(' ', tensor.Axes.Select(Word)),
        DataType = tensor.Elements[0].Type.Name(),
    };

    private static string Word(AxisDescription axis) => axis.Size switch
    {
        AxisSize.Fixed(int length) => $"{AxisIds.ToLetter(axis.Id)}={length}",
        AxisSize.Parameterized(int min, int step) => $"{AxisIds.ToLetter(axis.Id)}({min}+{step}n)",
        AxisSize.Referenced(string other, string id, double ratio, double offset) =>
            string.Create(CultureInfo.InvariantCulture, $"{AxisIds.ToLetter(axis.Id)}({other}.{id}*{ratio}{offset:+0.##;-0.##;''})"),
        _ => AxisIds.ToLetter(axis.Id).ToString(),
    };
}
