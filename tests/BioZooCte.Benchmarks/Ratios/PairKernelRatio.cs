using System.Numerics.Tensors;

using BioZooCte.Consistency;
using BioZooCte.Tensors;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// All counts, NHD and effective invariance of a pair in one pass, against a plain vectorised sum over the
/// same bytes. The values are random, so no branch is ever spared.
/// </summary>
internal sealed class PairKernelRatio : IRatio
{
    private const int Large = 64 << 20;

    private const int Side = 512;

    private const int BlockSide = 128;

    private float _sum;

    private PairCounts _counts;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        yield return Pair("NHD, EI and counts / sum, 2 x 64 Mi float32", Large, 2, repetitions: 1);
        yield return Pair("NHD, EI and counts / sum, 512 x 512 tile", Side * Side, 6, repetitions: 1000);
        yield return Blocks("the same by blocks of 128 x 128 / sum, 512 x 512 tile", 6, repetitions: 1000);
    }

    private RatioResult Pair(string name, int length, double goal, int repetitions)
    {
        float[] u = Values(length, 1);
        float[] p = Values(length, 2);
        double ratio = Interleaved.Ratio(
            () => _counts += PairCounter.Count(u, p, 0.5f, PairMeasures.EffectiveInvariance),
            () => Sum(u, p),
            repetitions);
        return new RatioResult(name, ratio, goal);
    }

    private RatioResult Blocks(string name, double goal, int repetitions)
    {
        TensorShape shape = TensorShape.Of("yx", Side, Side);
        float[] u = Values(Side * Side, 1);
        float[] p = Values(Side * Side, 2);
        AxisTensor from = AxisTensor.FromArray<float>(shape, u);
        AxisTensor to = AxisTensor.FromArray<float>(shape, p);
        int[] blockOf = [.. Enumerable.Range(0, Side).Select(i => i / BlockSide)];
        PairCounts[] blocks = new PairCounts[Side / BlockSide * (Side / BlockSide)];
        double ratio = Interleaved.Ratio(
            () => BlockCounter.Count(
                from, to, blockOf, blockOf, Side / BlockSide, 0.5f, PairMeasures.EffectiveInvariance, blocks),
            () => Sum(from.AsSpan<float>(), to.AsSpan<float>()),
            repetitions);
        return new RatioResult(name, ratio, goal);
    }

    private void Sum(ReadOnlySpan<float> u, ReadOnlySpan<float> p) =>
        _sum += TensorPrimitives.Sum(u) + TensorPrimitives.Sum(p);

    private static float[] Values(int length, int seed)
    {
        Random random = new(seed);
        float[] values = GC.AllocateUninitializedArray<float>(length);
        for (int i = 0; i < length; i++)
        {
            values[i] = random.NextSingle();
        }

        return values;
    }
}
