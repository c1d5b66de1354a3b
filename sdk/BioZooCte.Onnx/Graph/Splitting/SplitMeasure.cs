using BioZooCte.Models;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// Measures a split network on a small input: whether the parts give what the whole gives, and whether variants of
/// the features may go through the decoder together. A graph can hold a batch size in a reshaping, so that it refuses
/// a larger one or mixes its members.
/// </summary>
internal static class SplitMeasure
{
    /// <summary>What half floats may differ by, relative to the largest value.</summary>
    private const double MostDifference = 0.01;

    /// <summary>What members of a batch may differ by from the same alone.</summary>
    private const double MostDifferenceInBatch = 1e-5;

    /// <summary>Measures; tells the runner whether it may batch. Gives why the split is of no use, or null.</summary>
    public static string? Of(OnnxSplitRunner runner, LayerProbe probe)
    {
        EncodedTile tile = new();
        AxisTensor[] whole;
        try
        {
            runner.Encode(probe.Inputs, tile, CancellationToken.None);
            whole = Empty(probe.Outputs);
            runner.Decode(tile, [tile.Features], [whole], CancellationToken.None);
        }
        catch (ModelRunException e)
        {
            return $"the decoder after '{runner.Bottleneck.Name}' does not run on what the encoder gives: {e.Message}";
        }

        double difference = Enumerable.Range(0, whole.Length).Max(i => RelativeDifference(whole[i], probe.Outputs[i]));
        if (!(difference <= MostDifference))
        {
            return $"cut at '{runner.Bottleneck.Name}' its network gives other values than whole, by {difference:0.###} of "
                + "the largest; expected the same. Name another tensor, or perturb the input instead";
        }

        runner.DecodesInBatches = CanBatch(runner, tile, whole);
        return null;
    }

    private static bool CanBatch(OnnxSplitRunner runner, EncodedTile tile, AxisTensor[] whole)
    {
        AxisTensor other = Reversed(tile.Features);
        AxisTensor[] alone = Empty(whole);
        AxisTensor[][] together = [Empty(whole), Empty(whole)];
        try
        {
            runner.Decode(tile, [other], [alone], CancellationToken.None);
            runner.DecodesInBatches = true;
            runner.Decode(tile, [tile.Features, other], together, CancellationToken.None);
        }
        catch (ModelRunException)
        {
            return false;
        }

        return Enumerable.Range(0, whole.Length).All(i =>
            RelativeDifference(together[0][i], whole[i]) <= MostDifferenceInBatch
            && RelativeDifference(together[1][i], alone[i]) <= MostDifferenceInBatch);
    }

    private static AxisTensor[] Empty(IReadOnlyList<AxisTensor> like) =>
        [.. like.Select(tensor => new AxisTensor(tensor.Shape, tensor.ElementType))];

    /// <summary>Other features of the same kind: the same values, last first.</summary>
    private static AxisTensor Reversed(AxisTensor features)
    {
        AxisTensor reversed = AxisTensor.Uninitialized(features.Shape, features.ElementType);
        int size = features.ElementType.SizeOf();
        for (int i = 0; i < features.Count; i++)
        {
            features.Bytes.Slice(i * size, size).CopyTo(reversed.Bytes[((features.Count - 1 - i) * size)..]);
        }

        return reversed;
    }

    private static double RelativeDifference(AxisTensor a, AxisTensor b)
    {
        ReadOnlySpan<double> left = ElementConverter.Cast(a, ElementType.Float64).AsSpan<double>();
        ReadOnlySpan<double> right = ElementConverter.Cast(b, ElementType.Float64).AsSpan<double>();
        double most = 0;
        double largest = 0;
        for (int i = 0; i < right.Length; i++)
        {
            // A network may give NaN or an infinity; the parts must give it as well.
            bool isSame = left[i].Equals(right[i]);
            most = isSame ? most : Math.Max(most, Math.Abs(left[i] - right[i]));
            largest = double.IsFinite(right[i]) ? Math.Max(largest, Math.Abs(right[i])) : largest;
        }

        return most == 0 ? 0 : most / largest;
    }
}
