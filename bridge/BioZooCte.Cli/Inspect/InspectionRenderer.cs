using BioZooCte.Cli.Rendering;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;

using Spectre.Console;

namespace BioZooCte.Cli.Inspect;

/// <summary>Shows a package as a person wants to read it.</summary>
internal static class InspectionRenderer
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, InspectedPackage inspected)
    {
        ModelPackage package = inspected.Package;
        ModelDescription model = package.Description;
        console.WriteParagraph(model.Name, style: Heading);
        console.WriteParagraph(About(package), indent: 2);
        if (model.Description.Length > 0)
        {
            console.WriteParagraph(model.Description.Trim(), indent: 2);
        }

        console.WriteParagraph("Can it run?", style: Heading);
        WriteRuns(console, inspected);
        foreach (InputDescription input in model.Inputs)
        {
            WriteTensor(console, "Goes in", input, input.IsOptional ? " (optional)" : "");
        }

        foreach (OutputDescription output in model.Outputs)
        {
            WriteTensor(console, "Comes out", output, "");
        }

        console.WriteParagraph("Foreground", style: Heading);
        console.WriteParagraph(Foreground(inspected.Inspection), indent: 2);
        console.WriteParagraph("Structure", style: Heading);
        console.WriteParagraph(Structures(inspected.Inspection), indent: 2);
        console.WriteParagraph("Weights", style: Heading);
        foreach (WeightsDescription weights in model.Weights)
        {
            console.WriteParagraph(Weights(weights), indent: 2);
        }

        if (package.Notices.Length > 0)
        {
            console.WriteParagraph("Worth knowing", style: Heading);
            foreach (PackageNotice notice in package.Notices)
            {
                console.WriteParagraph(notice.ToString(), indent: 2);
            }
        }
    }

    private static string About(ModelPackage package)
    {
        ModelDescription model = package.Description;
        List<string> parts = [package.Source];
        Add(parts, model.Id, "id ");
        Add(parts, model.Version, "version ");
        Add(parts, model.License, "licence ");
        parts.Add($"format {model.FormatVersion}");
        if (model.Authors.Length > 0)
        {
            parts.Add($"by {Words.List(model.Authors)}");
        }

        return string.Join(" · ", parts);
    }

    private static void WriteRuns(IAnsiConsole console, InspectedPackage inspected)
    {
        if (inspected.Inspection.ReasonsAgainst.IsEmpty)
        {
            console.WriteParagraph($"Yes, by {inspected.BackendName}.", indent: 2);
            return;
        }

        foreach (string reason in inspected.Inspection.ReasonsAgainst)
        {
            console.WriteParagraph($"No: {reason}", indent: 2);
        }
    }

    private static void WriteTensor(IAnsiConsole console, string heading, TensorDescription tensor, string remark)
    {
        console.WriteParagraph($"{heading}: {tensor.Id}{remark}", style: Heading);
        if (tensor.Description.Length > 0)
        {
            console.WriteParagraph(tensor.Description.Trim(), indent: 2);
        }

        console.WriteParagraph(TensorWords.Elements(tensor), indent: 2);
        foreach (AxisDescription axis in tensor.Axes)
        {
            console.WriteParagraph(TensorWords.Axis(axis), indent: 2);
        }

        for (int i = 0; i < tensor.Processing.Length; i++)
        {
            console.WriteParagraph($"{i + 1}. {StepWords.Of(tensor.Processing[i])}", indent: 2);
        }
    }

    private static string Foreground(ModelInspection inspection)
    {
        if (inspection.Foreground is not ForegroundRule rule)
        {
            return $"Not known: {inspection.ReasonAgainstForeground}.";
        }

        string channel = rule.ChannelName is string name
            ? $", channel {rule.Channel} '{name}'"
            : rule.Channel is int position ? $", channel {position}" : "";
        string flags = rule.Flags.IsEmpty ? "" : $" [{string.Join(", ", rule.Flags)}]";
        return $"Output '{rule.OutputId}'{channel}.{flags} {rule.Reason}";
    }

    private static string Structures(ModelInspection inspection) => inspection.Structures.IsEmpty
        ? $"{KnownStructures.Unstated}: no channel, tag, name or description says what it segments."
        : $"{string.Join(", ", inspection.Structures)}.";

    private static string Weights(WeightsDescription weights)
    {
        string opset = weights.OpsetVersion is int version ? $", operator set {version}" : "";
        string parent = weights.Parent is string from ? $", converted from {from}" : "";
        return $"{weights.Format}: {weights.Source.Source}{opset}{parent}";
    }

    private static void Add(List<string> parts, string? value, string word)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parts.Add(word + value);
        }
    }
}
