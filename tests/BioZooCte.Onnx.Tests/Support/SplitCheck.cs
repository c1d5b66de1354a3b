using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>What must hold for every network that is cut in two.</summary>
internal sealed class SplitCheck : IDisposable
{
    private readonly string _name;
    private readonly AxisTensor[] _whole;
    private readonly IReadOnlyList<AxisTensor?> _inputs;

    public SplitCheck(
        string name,
        ModelPackage package,
        IReadOnlyList<AxisTensor?> inputs,
        string? bottleneck = null,
        bool reopensSize = false)
    {
        RunnerOptions options = new() { ReopenSize = reopensSize };
        _name = name;
        OnnxBackend backend = new();
        ModelSplit split = backend.Split(package, options, bottleneck);
        Assert.IsNotNull(split.Runner, $"{name}: {split.Reason}");
        Runner = split.Runner;
        using IModelRunner runner = backend.Open(package, options);
        _inputs = [.. inputs.Select((input, i) =>
            input is null ? null : ElementConverter.Cast(input, runner.Network.Inputs[i].ElementType))];
        _whole = [.. runner.Run(
            _inputs,
            [.. runner.Network.Outputs.Select(o => (string[])[.. o.Sizes.Select((_, i) => $"{i}")])],
            CancellationToken.None)];
        Runner.Encode(_inputs, Tile, CancellationToken.None);
    }

    public ISplitModelRunner Runner { get; }

    public EncodedTile Tile { get; } = new();

    public int[] FeatureSizes => [.. Tile.Features.Shape.Select(axis => axis.Size)];

    public void Dispose() => Runner.Dispose();

    /// <summary>decode(encode(x)) is what the whole network gives, within a share of its largest value.</summary>
    public void EqualsWhole(double tolerance)
    {
        AxisTensor[] decoded = Decode(Tile.Features)[0];
        for (int i = 0; i < _whole.Length; i++)
        {
            double difference = Difference(decoded[i], _whole[i]);
            Assert.IsLessThanOrEqualTo(tolerance, difference, $"{_name} output {i}");
        }
    }

    /// <summary>Without features the outputs depend on the skip connections alone.</summary>
    public void DependsOnSkipsWithoutFeatures()
    {
        AxisTensor none = new(Tile.Features.Shape, Tile.Features.ElementType);
        AxisTensor[] without = Decode(none)[0];
        EncodedTile other = new() { Features = Changed(Tile.Features, 2), Beside = Tile.Beside };
        AxisTensor[] again = Outputs();
        Runner.Decode(other, [none], [again], CancellationToken.None);
        EncodedTile unskipped = new()
        {
            Features = Tile.Features,
            Beside = [.. Tile.Beside.Select(t => t.ElementType.IsFloatingPoint() ? Changed(t, 0.5) : t)],
        };
        AxisTensor[] changed = Outputs();
        Runner.Decode(unskipped, [none], [changed], CancellationToken.None);
        Assert.IsTrue(
            _whole.Where((w, i) => Difference(without[i], w) > 1e-4).Any(), $"{_name}: the features matter");
        for (int i = 0; i < _whole.Length; i++)
        {
            Assert.IsTrue(without[i].Bytes.SequenceEqual(again[i].Bytes), $"{_name} output {i}");
        }

        Assert.AreEqual(
            Tile.Beside.Any(t => t.ElementType.IsFloatingPoint()),
            without.Where((w, i) => !w.Bytes.SequenceEqual(changed[i].Bytes)).Any(),
            $"{_name}: the skip connections matter");
    }

    /// <summary>Variants together give what each gives alone.</summary>
    public void BatchedEqualsOneByOne(double tolerance)
    {
        AxisTensor[] variants = [Tile.Features, Changed(Tile.Features, 0.5), Changed(Tile.Features, -1), Tile.Features];
        AxisTensor[][] together = Decode(variants);
        for (int k = 0; k < variants.Length; k++)
        {
            AxisTensor[] alone = Decode(variants[k])[0];
            for (int i = 0; i < alone.Length; i++)
            {
                Assert.IsLessThanOrEqualTo(
                    tolerance, Difference(together[k][i], alone[i]), $"{_name} variant {k} output {i}");
            }
        }
    }

    public AxisTensor[][] Decode(params AxisTensor[] features)
    {
        AxisTensor[][] outputs = [.. features.Select(_ => Outputs())];
        Runner.Decode(Tile, features, outputs, CancellationToken.None);
        return outputs;
    }

    /// <summary>The greatest difference as a share of the expected tensor's largest value.</summary>
    public static double Difference(AxisTensor found, AxisTensor expected)
    {
        double largest = TestTensors.ToFloats(expected).Max(Math.Abs);
        return TestTensors.MaxDifference(found, expected) / (largest == 0 ? 1 : largest);
    }

    private AxisTensor[] Outputs() => [.. _whole.Select(w => new AxisTensor(w.Shape, w.ElementType))];

    private static AxisTensor Changed(AxisTensor tensor, double factor)
    {
        AxisTensor changed = ElementConverter.Cast(tensor, ElementType.Float64);
        AxisTensor copy = new(tensor.Shape, ElementType.Float64);
        for (int i = 0; i < copy.Count; i++)
        {
            copy.AsSpan<double>()[i] = (changed.AsSpan<double>()[i] * factor) + 0.25;
        }

        return ElementConverter.Cast(copy, tensor.ElementType);
    }
}
