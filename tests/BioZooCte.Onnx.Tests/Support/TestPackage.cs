using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

using YamlDotNet.RepresentationModel;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Packages with as much of a description as the network's side of things looks at.</summary>
internal static class TestPackage
{
    /// <summary>The description of a folder with an RDF, ONNX weights included.</summary>
    public static ModelPackage Open(string folder, string rdf = "rdf.yaml")
    {
        YamlMappingNode root = Load(folder, rdf);
        YamlMappingNode onnx = (YamlMappingNode)root["weights"]["onnx"];
        FileDescription? external = onnx.Children.TryGetValue("external_data", out YamlNode? data)
            ? new FileDescription(Text(data["source"]), null)
            : null;
        return Create(
            folder,
            Inputs(root),
            [
                .. ((YamlSequenceNode)root["outputs"])
                    .Select(_ => new OutputDescription { Id = "out", Axes = [], Elements = [] }),
            ],
            new WeightsDescription
            {
                Format = "onnx",
                Source = new FileDescription(Text(onnx["source"]), null),
                ExternalData = external,
            });
    }

    /// <summary>A package around one ONNX file, with inputs of these axes.</summary>
    public static ModelPackage Around(string onnx, params ReadOnlySpan<string> inputLetters)
    {
        ImmutableArray<InputDescription>.Builder inputs = ImmutableArray.CreateBuilder<InputDescription>();
        foreach (string letters in inputLetters)
        {
            inputs.Add(Input($"input{inputs.Count}", letters.Select(letter => Axis(letter, new AxisSize.Free()))));
        }

        return Create(
            Path.GetDirectoryName(onnx)!,
            inputs.ToImmutable(),
            [],
            new WeightsDescription { Format = "onnx", Source = new FileDescription(Path.GetFileName(onnx), null) });
    }

    /// <summary>A package in a folder, whatever its weights are.</summary>
    public static ModelPackage Create(
        string folder,
        ImmutableArray<InputDescription> inputs,
        ImmutableArray<OutputDescription> outputs,
        params ImmutableArray<WeightsDescription> weights)
    {
        ModelDescription description = new()
        {
            FormatVersion = "0.5.4",
            Name = "a test",
            Inputs = inputs,
            Outputs = outputs,
            Weights = weights,
            Rdf = new RdfMapping(1, []),
        };
        return new ModelPackage(folder, Path.GetFileName(folder), description, [], new FolderFiles(folder));
    }

    private static YamlMappingNode Load(string folder, string rdf)
    {
        YamlStream yaml = [];
        using StreamReader reader = File.OpenText(Path.Combine(folder, rdf));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static ImmutableArray<InputDescription> Inputs(YamlMappingNode root)
    {
        ImmutableArray<InputDescription>.Builder inputs = ImmutableArray.CreateBuilder<InputDescription>();
        foreach (YamlNode input in (YamlSequenceNode)root["inputs"])
        {
            IEnumerable<AxisDescription> axes = input["axes"] is YamlSequenceNode list
                ? list.Select(ReadAxis)
                : Text(input["axes"]).Select((letter, i) => Axis(letter, ReadOldSize(input, i)));
            inputs.Add(Input(inputs.Count == 0 ? "raw" : $"input{inputs.Count}", axes));
        }

        return inputs.ToImmutable();
    }

    private static AxisDescription ReadAxis(YamlNode axis)
    {
        YamlMappingNode map = (YamlMappingNode)axis;
        string id = map.Children.TryGetValue("id", out YamlNode? stated) ? Text(stated) : Text(map["type"]);
        AxisSize size = !map.Children.TryGetValue("size", out YamlNode? rule) ? new AxisSize.Free()
            : rule is YamlScalarNode ? new AxisSize.Fixed(Number(rule))
            : ((YamlMappingNode)rule).Children.ContainsKey("min")
                ? new AxisSize.Parameterized(Number(rule["min"]), Number(rule["step"]))
                : new AxisSize.Referenced("raw", id, 1, 0);
        return Axis(AxisIds.ToLetter(id), size);
    }

    private static AxisSize ReadOldSize(YamlNode input, int axis) => input["shape"] is YamlSequenceNode sizes
        ? new AxisSize.Fixed(Number(sizes[axis]))
        : Number(input["shape"]["step"][axis]) is int step and > 0
            ? new AxisSize.Parameterized(Number(input["shape"]["min"][axis]), step)
            : new AxisSize.Fixed(Number(input["shape"]["min"][axis]));

    private static InputDescription Input(string id, IEnumerable<AxisDescription> axes) =>
        new() { Id = id, Axes = [.. axes], Elements = [] };

    private static AxisDescription Axis(char letter, AxisSize size) => new()
    {
        Id = AxisIds.FromLetter(letter),
        Size = size,
        Type = letter switch
        {
            'b' => AxisType.Batch,
            'c' => AxisType.Channel,
            'i' => AxisType.Index,
            't' => AxisType.Time,
            _ => AxisType.Space,
        },
    };

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static int Number(YamlNode node) => int.Parse(Text(node), CultureInfo.InvariantCulture);

    private sealed class FolderFiles(string folder) : IPackageFiles
    {
        public string Resolve(FileDescription file)
        {
            string path = Path.GetFullPath(Path.Combine(folder, file.Source));
            return File.Exists(path)
                ? path
                : throw new InvalidModelPackageException(file.Source, null, null, "missing", "a file of the package");
        }

        public void Dispose()
        {
        }
    }
}
