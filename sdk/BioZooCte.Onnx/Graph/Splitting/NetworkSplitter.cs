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
    private readonly ProbedNetwork _probed;

    /// <summary>A splitter of checked weights.</summary>
    /// <inheritdoc cref="ProbedNetwork(ModelPackage, RunnerOptions)"/>
    public NetworkSplitter(ModelPackage package, RunnerOptions options)
    {
        _package = package;
        _probed = new ProbedNetwork(package, options);
    }

    /// <summary>The tensors at which the network can be cut; none where it cannot be.</summary>
    public IReadOnlyList<FeatureLayer> FindLayers() =>
        _probed.FindReasonAgainst() is null && _probed.TryProbe(out _) is LayerProbe probe
        && _probed.FinderFor(probe) is LayerFinder finder
            ? finder.FindLayers()
            : [];

    /// <summary>Cuts the network.</summary>
    /// <param name="bottleneck">The tensor to cut at; null for the bottleneck.</param>
    public ModelSplit Split(string? bottleneck)
    {
        if (_probed.FindReasonAgainst() is string against)
        {
            return ModelSplit.Refused($"{against}. Perturb the input instead");
        }

        if (_probed.TryProbe(out string? reason) is not LayerProbe probe)
        {
            return ModelSplit.Refused(reason!);
        }

        if (_probed.FinderFor(probe) is not LayerFinder finder)
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

    private static string? WhyNot(string tensor, LayerFinder finder, LayerProbe probe)
    {
        if (ProbedNetwork.WhyNot(tensor, finder, probe) is string why)
        {
            return why;
        }

        if (!finder.HoldsFeatures(tensor))
        {
            return $"'{tensor}' holds {probe.DataTypeOf(tensor)!.Value.Name()}; expected features in floating point";
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
            if (!encoder.Network.Outputs[0].ElementType.IsFloatingPoint())
            {
                return ModelSplit.Refused(
                    $"its features '{layer.Name}' are {encoder.Network.Outputs[0].ElementType.Name()}; expected some in "
                        + "floating point. Perturb the input instead");
            }

            OnnxSplitRunner runner = new(_package.Id, _probed.Network, layer, cut, encoder, decoder);
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
            if (i < crossing.Length && ProbedNetwork.IsHalf(name, probe))
            {
                nodes.AddRange(PartBuilder.Widen(name, name = ProbedNetwork.WideName(name)));
            }
            else if (probe.Links.MakerOf(name) < 0)
            {
                // An output must not be an input under the same name.
                nodes.Add(PartBuilder.Rename(name, name = $"{name} as given"));
            }

            names.Add(name);
        }

        ModelProto part = PartBuilder.Build(
            _probed.File.Model,
            nodes,
            _probed.File.Model.Graph.Input.Where(input => _probed.Network.Inputs.Any(known => known.Name == input.Name)),
            names);
        return _probed.Opener.Open(part, _probed.Network.Inputs, [.. tensors.Select(tensor => _probed.RankOf(tensor, probe))]);
    }

    private OnnxRunner OpenDecoder(GraphCut cut, LayerProbe probe, ImmutableArray<NetworkTensor> encoded)
    {
        string[] crossing = [cut.Tensor, .. cut.Crossing];
        string[] outputs = [.. OutputSource.DecodedOutputs(_probed.Network, cut)];
        ImmutableArray<NetworkTensor> inputs =
        [
            .. crossing.Select((name, i) => encoded[i] with { Name = ProbedNetwork.IsHalf(name, probe) ? ProbedNetwork.WideName(name) : name }),
        ];
        ModelProto part = PartBuilder.Build(
            _probed.File.Model,
            [
                .. crossing.Where(name => ProbedNetwork.IsHalf(name, probe))
                    .SelectMany(name => PartBuilder.Narrow(ProbedNetwork.WideName(name), name)),
                .. cut.DecoderNodes(),
            ],
            inputs.Select(input => PartBuilder.Declare(input.Name, input.ElementType, input.Sizes.Length)),
            outputs);
        return _probed.Opener.Open(part, inputs, [.. outputs.Select(output => _probed.RankOf(output, probe))]);
    }
}
