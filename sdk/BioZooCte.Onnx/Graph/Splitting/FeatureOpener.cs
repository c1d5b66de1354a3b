using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Opens the network of a package with the features of some layers as outputs beside its own.</summary>
internal sealed class FeatureOpener
{
    private readonly ModelPackage _package;
    private readonly ProbedNetwork _probed;

    /// <summary>An opener of checked weights.</summary>
    /// <inheritdoc cref="ProbedNetwork(ModelPackage, RunnerOptions)"/>
    public FeatureOpener(ModelPackage package, RunnerOptions options)
    {
        _package = package;
        _probed = new ProbedNetwork(package, options);
    }

    /// <summary>Opens it.</summary>
    /// <param name="layers">The layers' names; null or none for those that are found.</param>
    /// <exception cref="UnsupportedModelException">There are no such layers; with the reason.</exception>
    public IFeatureRunner Open(IReadOnlyList<string>? layers)
    {
        if (_probed.FindReasonAgainst() is string against)
        {
            throw Refuse(against);
        }

        LayerProbe probe = _probed.TryProbe(out string? reason) ?? throw Refuse(reason!);
        LayerFinder finder = _probed.FinderFor(probe)
            ?? throw Refuse("its first input has no rows and columns; expected axes y and x");
        string[] names = layers is null or [] ? [.. finder.Stages] : [.. layers.Distinct()];
        if (names.Length == 0)
        {
            throw Refuse("no activation stands before its output; expected one, or the name of a tensor");
        }

        foreach (string name in names)
        {
            if (ProbedNetwork.WhyNot(name, finder, probe) is string why)
            {
                throw Refuse(why);
            }
        }

        FeatureLayer[] found =
        [
            .. names.Select(name => finder.Describe(name)!)
                .OrderByDescending(layer => layer.Downsampling * layer.Downsampling * layer.DepthDownsampling)
                .ThenBy(layer => probe.Links.MakerOf(layer.Name)),
        ];
        return Open(found, probe);
    }

    private OnnxFeatureRunner Open(FeatureLayer[] layers, LayerProbe probe)
    {
        NetworkDescription network = _probed.Network;
        ModelProto model = _probed.File.Model;
        List<NodeProto> nodes = [.. model.Graph.Node.Where((_, i) => probe.Links.IsNeeded[i])];
        List<string> names = [];
        foreach (string layer in layers.Select(layer => layer.Name))
        {
            bool isHalf = ProbedNetwork.IsHalf(layer, probe);
            string name = isHalf ? ProbedNetwork.WideName(layer) : $"{layer} as features";
            nodes.AddRange(isHalf ? PartBuilder.Widen(layer, name) : [PartBuilder.Rename(layer, name)]);
            names.Add(name);
        }

        names.AddRange(network.Outputs.Select(output => output.Name));
        ModelProto part = PartBuilder.Build(
            model, nodes, model.Graph.Input.Where(input => network.Inputs.Any(known => known.Name == input.Name)), names);
        int[] ranks =
        [
            .. layers.Select(layer => layer.Axes.Length),
            .. network.Outputs.Select(output => _probed.RankOf(output.Name, probe)),
        ];
        OnnxRunner runner = _probed.Opener.Open(part, network.Inputs, ranks);
        try
        {
            for (int i = 0; i < layers.Length; i++)
            {
                ElementType type = runner.Network.Outputs[i].ElementType;
                if (!type.IsFloatingPoint())
                {
                    throw Refuse($"the features '{Place.Shorten(layers[i].Name)}' are {type.Name()}; expected floating point");
                }
            }

            return new OnnxFeatureRunner(_package.Id, network, [.. layers], runner);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    private UnsupportedModelException Refuse(string reason) =>
        new(_package.Id, $"the features inside it cannot be read: {reason}");
}
