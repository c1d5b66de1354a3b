using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Cuts the network of a package in two, or says why it cannot.</summary>
internal sealed class NetworkSplitter
{
    private readonly ModelPackage _package;
    private readonly OnnxFile _file;
    private readonly NetworkDescription _network;
    private readonly uint _space;
    private readonly PartOpener _opener;

    /// <summary>A splitter of checked weights.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How the parts are opened.</param>
    /// <exception cref="UnsupportedModelException">The package has no ONNX weights, or none of tensors.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    public NetworkSplitter(ModelPackage package, RunnerOptions options)
    {
        _package = package;
        _file = OnnxFile.Read(package);
        NetworkExaminer examined = NetworkExaminer.Examine(package, _file);
        _space = examined.Trace.Space;
        _network = options.ReopenSize && examined.Network.CanReopenSize
            ? SizeReopening.Open(_file.Model, examined.Network, examined.Trace)
            : examined.Network;
        _opener = new PartOpener(package.Id, _file, options.ThreadsPerPass);
    }

    /// <summary>The tensors at which the network can be cut; none where it cannot be.</summary>
    public IReadOnlyList<FeatureLayer> FindLayers() =>
        FindReasonAgainst() is null && TryProbe(out _) is LayerProbe probe && FinderFor(probe) is LayerFinder finder
            ? finder.FindLayers()
            : [];

    /// <summary>Cuts the network.</summary>
    /// <param name="bottleneck">The tensor to cut at; null for the bottleneck.</param>
    public ModelSplit Split(string? bottleneck)
    {
        if (FindReasonAgainst() is string against)
        {
            return ModelSplit.Refused(against);
        }

        if (TryProbe(out string? reason) is not LayerProbe probe)
        {
            return ModelSplit.Refused(reason!);
        }

        if (FinderFor(probe) is not LayerFinder finder)
        {
            return ModelSplit.Refused("its first input has no rows and columns; expected axes y and x");
        }

        if (bottleneck is not null && WhyNot(bottleneck, finder, probe) is string unknown)
        {
            return ModelSplit.Refused(unknown);
        }

        return (bottleneck ?? finder.Bottleneck) is string tensor
            ? Split(finder.Describe(tensor)!, probe)
            : ModelSplit.Refused(finder.ReasonWithoutBottleneck);
    }

    private string? FindReasonAgainst() => GraphLinks.FindControlFlow(_file.Model.Graph) is NodeProto node
        ? $"{Place.Of(node)} holds a graph of its own; expected a network without control flow. Perturb the input instead"
        : null;

    private LayerProbe? TryProbe(out string? reason)
    {
        try
        {
            reason = null;
            return LayerProbe.Run(_package, _file, _network, _space, _opener);
        }
        catch (Exception e) when (e is ModelRunException or UnsupportedModelException or InvalidModelPackageException)
        {
            reason = $"its network could not be looked into: {e.Message}";
            return null;
        }
    }

    private LayerFinder? FinderFor(LayerProbe probe) =>
        probe.Inputs[0] is AxisTensor first && ImagePlace.Of(probe.Sizes[_network.Inputs[0].Name], _space) is ImagePlace image
            && first.Shape.Count == image.Sizes.Length
            ? new LayerFinder(probe, image)
            : null;

    private static string? WhyNot(string tensor, LayerFinder finder, LayerProbe probe)
    {
        if (!probe.Sizes.TryGetValue(tensor, out long[]? sizes))
        {
            IReadOnlyList<string> near = NearNames.Find(tensor, finder.Names);
            string found = $"its network makes no features '{Place.Shorten(tensor)}'";
            return near.Count == 0
                ? $"{found}; expected the name of a tensor below its input"
                : $"{found}; expected the name of a tensor, such as {string.Join(", ", near.Select(name => $"'{name}'"))}";
        }

        if (finder.Describe(tensor) is null)
        {
            return $"'{tensor}' is {string.Join(" × ", sizes)}; expected features over the image: batch, channels, rows "
                + "and columns, more than one";
        }

        return GraphCut.At(probe.Links, tensor).IsFollowed
            ? null
            : $"nothing in its network comes after '{tensor}'; expected a tensor before the output";
    }

    private ModelSplit Split(FeatureLayer layer, LayerProbe probe)
    {
        GraphCut cut = GraphCut.At(probe.Links, layer.Name);
        if (cut.FindSizeFromValues() is (string values, NodeProto user))
        {
            return ModelSplit.Refused(
                $"the decoder after '{layer.Name}' cannot work out its sizes: {Place.Of(user)} takes one from the "
                    + $"values of '{Place.Shorten(values)}', which the encoder computes; expected sizes that follow "
                    + "from those of the features. Name another tensor, or perturb the input instead");
        }

        OnnxRunner? encoder = null;
        OnnxRunner? decoder = null;
        try
        {
            encoder = OpenEncoder(cut, probe);
            decoder = OpenDecoder(cut, probe, encoder.Network.Outputs);
            OnnxSplitRunner runner = new(_package.Id, _network, layer, cut, encoder, decoder);
            (encoder, decoder) = (null, null);
            return Measure(runner, probe);
        }
        catch (Exception e) when (e is ModelRunException or UnsupportedModelException or InvalidModelPackageException)
        {
            return ModelSplit.Refused($"its parts before and after '{layer.Name}' could not be opened: {e.Message}");
        }
        finally
        {
            encoder?.Dispose();
            decoder?.Dispose();
        }
    }

    private static ModelSplit Measure(OnnxSplitRunner runner, LayerProbe probe)
    {
        try
        {
            if (SplitMeasure.Of(runner, probe) is string reason)
            {
                runner.Dispose();
                return ModelSplit.Refused(reason);
            }

            return ModelSplit.At(runner);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    private OnnxRunner OpenEncoder(GraphCut cut, LayerProbe probe)
    {
        string[] crossing = [cut.Tensor, .. cut.Crossing];
        string[] tensors = [.. crossing, .. cut.Early];
        List<NodeProto> nodes = [.. cut.EncoderNodes()];
        List<string> names = [];
        for (int i = 0; i < tensors.Length; i++)
        {
            string name = tensors[i];
            if (i < crossing.Length && IsHalf(name, probe))
            {
                nodes.AddRange(PartBuilder.Widen(name, name = WideName(name)));
            }
            else if (probe.Links.MakerOf(name) < 0)
            {
                // An output must not be an input under the same name.
                nodes.Add(PartBuilder.Rename(name, name = $"{name} as given"));
            }

            names.Add(name);
        }

        ModelProto part = PartBuilder.Build(
            _file.Model,
            nodes,
            _file.Model.Graph.Input.Where(input => _network.Inputs.Any(known => known.Name == input.Name)),
            names);
        return _opener.Open(part, _network.Inputs, [.. tensors.Select(tensor => RankOf(tensor, probe))]);
    }

    private OnnxRunner OpenDecoder(GraphCut cut, LayerProbe probe, ImmutableArray<NetworkTensor> encoded)
    {
        string[] crossing = [cut.Tensor, .. cut.Crossing];
        string[] outputs = [.. OutputSource.DecodedOutputs(_network, cut)];
        ImmutableArray<NetworkTensor> inputs =
        [
            .. crossing.Select((name, i) => encoded[i] with { Name = IsHalf(name, probe) ? WideName(name) : name }),
        ];
        ModelProto part = PartBuilder.Build(
            _file.Model,
            [
                .. crossing.Where(name => IsHalf(name, probe))
                    .SelectMany(name => PartBuilder.Narrow(WideName(name), name)),
                .. cut.DecoderNodes(),
            ],
            inputs.Select(input => PartBuilder.Declare(input.Name, input.ElementType, input.Sizes.Length)),
            outputs);
        return _opener.Open(part, inputs, [.. outputs.Select(output => RankOf(output, probe))]);
    }

    /// <summary>
    /// The processor computes on half floats as on whole ones and rounds none in between, so they cross the cut as
    /// whole ones: then the parts give what the network gives.
    /// </summary>
    private static bool IsHalf(string tensor, LayerProbe probe) => probe.DataTypeOf(tensor) == ElementType.Float16;

    private static string WideName(string tensor) => $"{tensor} as float32";

    private int RankOf(string tensor, LayerProbe probe)
    {
        if (probe.Sizes.TryGetValue(tensor, out long[]? sizes))
        {
            return sizes.Length;
        }

        int output = _network.Outputs.IndexOf(_network.Outputs.First(o => o.Name == tensor));
        return probe.Outputs[output].Shape.Count;
    }
}
