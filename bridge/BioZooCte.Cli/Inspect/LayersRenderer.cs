using System.Globalization;

using BioZooCte.Cli.Rendering;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;

using Spectre.Console;

namespace BioZooCte.Cli.Inspect;

/// <summary>Shows where a network can be cut to perturb its features, and which layers' features are read.</summary>
internal static class LayersRenderer
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <summary>Writes the layers of a package that can be run; where there is no bottleneck, why.</summary>
    public static void Write(IAnsiConsole console, ModelPackage package, IModelBackend backend)
    {
        console.WriteParagraph("Layers", style: Heading);
        IReadOnlyList<FeatureLayer> layers = backend.FindLayers(package);
        if (!layers.Any(layer => layer.IsBottleneck))
        {
            ModelSplit split = backend.Split(package, new RunnerOptions { ReopenSize = true });
            using ISplitModelRunner? runner = split.Runner;
            console.WriteParagraph($"Features cannot be perturbed: {split.Reason}.", indent: 2);
        }

        foreach (FeatureLayer layer in layers)
        {
            console.WriteParagraph(Words(layer), indent: 2);
        }
    }

    private static string Words(FeatureLayer layer)
    {
        int channels = layer.Sizes[layer.Axes.IndexOf(AxisIds.Channel)];
        string size = string.Create(CultureInfo.InvariantCulture, $"1/{layer.Downsampling:0.##} of the resolution");
        string bottleneck = layer.IsBottleneck ? ", the bottleneck" : "";
        string stage = layer.IsStage ? ", read for features" : "";
        return $"{layer.Name}: {layer.Operator}, {channels} channels, {size}{bottleneck}{stage}";
    }
}
