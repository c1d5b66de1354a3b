using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the tensors of an RDF of format 0.5.</summary>
internal sealed class Tensors05Reader(RdfField root)
{
    private static readonly string[] CommonKeys =
        ["id", "description", "axes", "test_tensor", "sample_tensor", "data"];

    private static readonly string[] InputKeys =
        [.. CommonKeys, "optional", "preprocessing", "pad", "output_of"];

    private static readonly string[] OutputKeys = [.. CommonKeys, "postprocessing"];

    /// <summary>The inputs and outputs.</summary>
    public (ImmutableArray<InputDescription> Inputs, ImmutableArray<OutputDescription> Outputs) Read() =>
        ([.. ReadList("inputs").Select(ReadInput)], [.. ReadList("outputs").Select(ReadOutput)]);

    private ImmutableArray<RdfField> ReadList(string key)
    {
        RdfField field = root[key];
        ImmutableArray<RdfField> items = field.Require("a list of tensors").ReadItems("a list of tensors");
        if (field.Node is RdfSequence && items.IsEmpty)
        {
            field.Fail("empty", "at least one tensor");
        }

        return [.. items.Where(item =>
            item.Require("a tensor").ReadMapping("a mapping that describes a tensor") is not null)];
    }

    private static InputDescription ReadInput(RdfField tensor)
    {
        tensor.ExpectKeys(InputKeys);
        ImmutableArray<AxisDescription> axes = ReadAxes(tensor, isOutput: false);
        RdfField pad = tensor["pad"];
        if (pad.ReadMapping("a mapping with a mode") is not null
            && pad["mode"].ReadText() is not (null or "constant" or "edge" or "reflect" or "symmetric"))
        {
            pad["mode"].Fail("constant, edge, reflect or symmetric");
        }

        tensor["output_of"].ReadText();
        return new InputDescription
        {
            Id = Identifiers.ReadTensorId(tensor["id"], isLengthLimited: true) ?? "input",
            Description = ReadDescription(tensor),
            Axes = axes,
            Elements = ElementReader.Read(tensor["data"], axes),
            Processing = ProcessingReader.ReadAll(
                tensor["preprocessing"], new(IsFormat04: false, IsOutput: false, axes)),
            TestTensor = ReadTestTensor(tensor["test_tensor"]),
            SampleTensor = FileReader.Read(tensor["sample_tensor"]),
            IsOptional = tensor["optional"].ReadFlag() ?? false,
        };
    }

    private static OutputDescription ReadOutput(RdfField tensor)
    {
        tensor.ExpectKeys(OutputKeys);
        ImmutableArray<AxisDescription> axes = ReadAxes(tensor, isOutput: true);
        return new OutputDescription
        {
            Id = Identifiers.ReadTensorId(tensor["id"], isLengthLimited: true) ?? "output",
            Description = ReadDescription(tensor),
            Axes = axes,
            Elements = ElementReader.Read(tensor["data"], axes),
            Processing = ProcessingReader.ReadAll(
                tensor["postprocessing"], new(IsFormat04: false, IsOutput: true, axes)),
            TestTensor = ReadTestTensor(tensor["test_tensor"]),
            SampleTensor = FileReader.Read(tensor["sample_tensor"]),
        };
    }

    private static string ReadDescription(RdfField tensor)
    {
        const int Longest = 128;
        RdfField field = tensor["description"];
        string text = field.ReadText() ?? "";
        if (text.Length > Longest)
        {
            field.Notice($"has {text.Length} characters, {Longest} are recommended at most");
        }

        return text;
    }

    private static FileDescription? ReadTestTensor(RdfField field)
    {
        FileDescription? file = FileReader.Read(field);
        if (file is not null && !file.Source.EndsWith(".npy", StringComparison.Ordinal)
            && !file.Source.Contains("://", StringComparison.Ordinal))
        {
            field.Fail($"'{file.Source}'", "a file that ends in .npy");
        }

        return file;
    }

    private static ImmutableArray<AxisDescription> ReadAxes(RdfField tensor, bool isOutput)
    {
        RdfField field = tensor["axes"];
        ImmutableArray<AxisDescription>.Builder axes = ImmutableArray.CreateBuilder<AxisDescription>();
        foreach (RdfField axis in field.Require("a list of axes").ReadItems("a list of axes"))
        {
            if (axis.Require("an axis").ReadMapping("a mapping that describes an axis") is null
                || Axis05Reader.Read(axis, isOutput) is not AxisDescription description)
            {
                continue;
            }

            if (axes.Any(a => a.Id == description.Id))
            {
                axis["id"].Fail(
                    $"'{description.Id}', like that of another axis of this tensor", "another identifier");
            }

            axes.Add(description);
        }

        if (field.Node is RdfSequence { Items.IsEmpty: true })
        {
            field.Fail("empty", "at least one axis");
        }

        return axes.ToImmutable();
    }
}
