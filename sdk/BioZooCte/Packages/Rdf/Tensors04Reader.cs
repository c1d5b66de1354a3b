using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads the tensors of an RDF of format 0.4; test and sample tensors stand in lists beside them.
/// </summary>
internal sealed class Tensors04Reader(RdfField root)
{
    private static readonly string[] CommonKeys = ["name", "description", "axes", "data_range", "data_type", "shape"];
    private static readonly string[] InputKeys = [.. CommonKeys, "preprocessing"];
    private static readonly string[] OutputKeys = [.. CommonKeys, "halo", "postprocessing"];

    /// <summary>The inputs and outputs.</summary>
    public (ImmutableArray<InputDescription> Inputs, ImmutableArray<OutputDescription> Outputs) Read()
    {
        ImmutableArray<RdfField> inputs = ReadList("inputs");
        ImmutableArray<RdfField> outputs = ReadList("outputs");
        FileDescription?[] inputTests = ReadFiles("test_inputs", inputs.Length);
        FileDescription?[] outputTests = ReadFiles("test_outputs", outputs.Length);
        FileDescription?[] inputSamples = ReadFiles("sample_inputs", null);
        FileDescription?[] outputSamples = ReadFiles("sample_outputs", null);
        return (
            [.. inputs.Select((t, i) => ReadInput(t, At(inputTests, i), At(inputSamples, i)))],
            [.. outputs.Select((t, i) => ReadOutput(t, At(outputTests, i), At(outputSamples, i)))]);
    }

    private static FileDescription? At(FileDescription?[] files, int index) =>
        index < files.Length ? files[index] : null;

    private static InputDescription ReadInput(RdfField tensor, FileDescription? test, FileDescription? sample)
    {
        tensor.ExpectKeys(InputKeys);
        ImmutableArray<AxisDescription> axes = Axes04Reader.Read(tensor, isOutput: false);
        return new InputDescription
        {
            Id = ReadName(tensor),
            Description = tensor["description"].ReadText() ?? "",
            Axes = axes,
            Elements = [ReadElements(tensor, IsInputType)],
            Processing = ProcessingReader.ReadAll(
                tensor["preprocessing"], new(IsFormat04: true, IsOutput: false, axes)),
            TestTensor = test,
            SampleTensor = sample,
        };
    }

    private static OutputDescription ReadOutput(
        RdfField tensor, FileDescription? test, FileDescription? sample)
    {
        tensor.ExpectKeys(OutputKeys);
        ImmutableArray<AxisDescription> axes = Axes04Reader.Read(tensor, isOutput: true);
        return new OutputDescription
        {
            Id = ReadName(tensor),
            Description = tensor["description"].ReadText() ?? "",
            Axes = axes,
            Elements = [ReadElements(tensor, t => t != ElementType.Float16)],
            Processing = ProcessingReader.ReadAll(
                tensor["postprocessing"], new(IsFormat04: true, IsOutput: true, axes)),
            TestTensor = test,
            SampleTensor = sample,
        };
    }

    private static bool IsInputType(ElementType type) =>
        type is ElementType.Float32 or ElementType.UInt8 or ElementType.UInt16;

    private static string ReadName(RdfField tensor) =>
        Identifiers.ReadTensorId(tensor["name"].Require("the tensor's name"), isLengthLimited: false) ?? "";

    private static ElementDescription ReadElements(RdfField tensor, Func<ElementType, bool> isAllowed)
    {
        (double? minimum, double? maximum) = ElementReader.ReadRange(tensor["data_range"]);
        RdfField type = tensor["data_type"].Require("an element type");
        return new ElementDescription
        {
            Type = ElementReader.ReadType(type, isAllowed) ?? ElementType.Float32,
            Minimum = minimum,
            Maximum = maximum,
        };
    }

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

    private FileDescription?[] ReadFiles(string key, int? tensorCount)
    {
        RdfField field = root[key];
        ImmutableArray<RdfField> items =
            (tensorCount is null ? field : field.Require("a list of files")).ReadItems("a list of files");
        if (tensorCount is int count && field.Node is RdfSequence && items.Length != count)
        {
            field.Fail($"a list of {items.Length}", $"one file for each of {count} tensors");
        }

        FileDescription?[] files = [.. items.Select(item => FileReader.Read(item.Require("a file")))];
        for (int i = 0; tensorCount is not null && i < files.Length; i++)
        {
            if (files[i] is FileDescription file && !file.Source.EndsWith(".npy", StringComparison.Ordinal)
                && !file.Source.Contains("://", StringComparison.Ordinal))
            {
                items[i].Fail("a file that ends in .npy");
            }
        }

        return files;
    }
}
