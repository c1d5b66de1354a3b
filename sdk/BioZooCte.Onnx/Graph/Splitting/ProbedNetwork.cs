using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>The network of a package, opened to be looked into.</summary>
internal sealed class ProbedNetwork
{
    private readonly ModelPackage _package;
    private readonly uint _space;

    /// <summary>Reads checked weights.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How parts of the network are opened.</param>
    /// <exception cref="UnsupportedModelException">The package has no ONNX weights, or none of tensors.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    public ProbedNetwork(ModelPackage package, RunnerOptions options)
    {
        _package = package;
        File = OnnxFile.Read(package);
        NetworkExaminer examined = NetworkExaminer.Examine(package, File);
        _space = examined.Trace.Space;
        Network = options.ReopenSize && examined.Network.CanReopenSize
            ? SizeReopening.Open(File.Model, examined.Network, examined.Trace)
            : examined.Network;
        Opener = new PartOpener(package.Id, File, options.ThreadsPerPass);
    }

    /// <summary>The weights.</summary>
    public OnnxFile File { get; }

    /// <summary>The network, as it runs here.</summary>
    public NetworkDescription Network { get; }

    /// <summary>Opens what is made of its graph.</summary>
    public PartOpener Opener { get; }

    /// <summary>Why it cannot be looked into; null for nothing.</summary>
    public string? FindReasonAgainst() => GraphLinks.FindControlFlow(File.Model.Graph) is NodeProto node
        ? $"{Place.Of(node)} holds a graph of its own; expected a network without control flow"
        : null;

    /// <summary>Runs it on a small input; gives the reason where that fails.</summary>
    public LayerProbe? TryProbe(out string? reason)
    {
        try
        {
            reason = null;
            return LayerProbe.Run(_package, File, Network, _space, Opener);
        }
        catch (Exception e) when (e is ModelRunException or UnsupportedModelException or InvalidModelPackageException)
        {
            reason = $"its network could not be looked into: {e.Message}";
            return null;
        }
    }

    /// <summary>A finder of layers; null where the first input is no image.</summary>
    public LayerFinder? FinderFor(LayerProbe probe) =>
        probe.Inputs[0] is AxisTensor first && ImagePlace.Of(probe.Sizes[Network.Inputs[0].Name], _space) is ImagePlace image
            && first.Shape.Count == image.Sizes.Length
            ? new LayerFinder(probe, image)
            : null;

    /// <summary>Why a tensor is no layer of features; null if it is one.</summary>
    public static string? WhyNot(string tensor, LayerFinder finder, LayerProbe probe)
    {
        if (!probe.Sizes.TryGetValue(tensor, out long[]? sizes))
        {
            IReadOnlyList<string> near = NearNames.Find(tensor, finder.Names);
            string found = $"its network makes no features '{Place.Shorten(tensor)}'";
            return near.Count == 0
                ? $"{found}; expected the name of a tensor below its input"
                : $"{found}; expected the name of a tensor, such as {string.Join(", ", near.Select(name => $"'{name}'"))}";
        }

        if (probe.Links.MakerOf(tensor) < 0)
        {
            return $"'{Place.Shorten(tensor)}' is an input; expected a tensor that the network makes";
        }

        return finder.Describe(tensor) is null
            ? $"'{tensor}' is {string.Join(" × ", sizes)}; expected features over the image: batch, channels, rows "
                + "and columns, more than one"
            : null;
    }

    /// <summary>
    /// Whether a tensor is of half floats. The processor computes on them as on whole ones and rounds none in between,
    /// so they are taken out of a graph as whole ones: then its parts give what the network gives.
    /// </summary>
    public static bool IsHalf(string tensor, LayerProbe probe) => probe.DataTypeOf(tensor) == ElementType.Float16;

    /// <summary>The name of the same tensor as whole floats.</summary>
    public static string WideName(string tensor) => $"{tensor} as float32";

    /// <summary>The number of a tensor's dimensions.</summary>
    public int RankOf(string tensor, LayerProbe probe)
    {
        if (probe.Sizes.TryGetValue(tensor, out long[]? sizes))
        {
            return sizes.Length;
        }

        int output = Network.Outputs.IndexOf(Network.Outputs.First(o => o.Name == tensor));
        return probe.Outputs[output].Shape.Count;
    }
}
