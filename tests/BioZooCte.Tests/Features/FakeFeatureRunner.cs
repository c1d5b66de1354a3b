using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Features;

/// <summary>
/// Gives two layers that a reader can compute beside a fake network's output: the mean of each 2 × 2 pixels and twice
/// that, and the input as it is.
/// </summary>
internal sealed class FakeFeatureRunner(IModelRunner runner) : IFeatureRunner
{
    public NetworkDescription Network => runner.Network;

    public ImmutableArray<FeatureLayer> Layers => [Layer("deep", 2, 2), Layer("last", 1, 1)];

    public IReadOnlyList<AxisTensor> Run(
        IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
    {
        runner.Run(inputs, outputs, cancellationToken);
        AxisTensor input = inputs[0]!;
        AxisTensor last = AxisTensor.FromArray<float>(input.Shape, input.AsSpan<float>());
        return [Deep(input), last];
    }

    public void Dispose() => runner.Dispose();

    private static AxisTensor Deep(AxisTensor input)
    {
        (int rows, int columns) = (input.Shape.SizeOf(AxisIds.Y), input.Shape.SizeOf(AxisIds.X));
        TensorShape shape = input.Shape.WithSize(AxisIds.Channel, 2)
            .WithSize(AxisIds.Y, rows / 2).WithSize(AxisIds.X, columns / 2);
        AxisTensor deep = new(shape, ElementType.Float32);
        ReadOnlySpan<float> from = input.AsSpan<float>();
        Span<float> to = deep.AsSpan<float>();
        int half = to.Length / 2;
        for (int i = 0; i < half; i++)
        {
            (int row, int x) = Math.DivRem(i, columns / 2);
            (int plane, int y) = Math.DivRem(row, rows / 2);
            int at = (((plane * rows) + (2 * y)) * columns) + (2 * x);
            to[i] = (from[at] + from[at + 1] + from[at + columns] + from[at + columns + 1]) / 4;
            to[half + i] = 2 * to[i];
        }

        return deep;
    }

    private FeatureLayer Layer(string name, int channels, int factor)
    {
        string[] axes = Network.Inputs[0].Sizes.Length == 5
            ? [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X]
            : [AxisIds.Batch, AxisIds.Channel, AxisIds.Y, AxisIds.X];
        int[] planes = axes.Length == 5 ? [3] : [];
        return new FeatureLayer(name, "Fake", [.. axes])
        {
            Sizes = [1, channels, .. planes, 8 / factor, 8 / factor],
            InputSizes = [1, 1, .. planes, 8, 8],
            Downsampling = factor,
            IsBottleneck = factor > 1,
        };
    }
}
