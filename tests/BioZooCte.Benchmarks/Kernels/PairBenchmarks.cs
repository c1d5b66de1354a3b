using System.Numerics.Tensors;

using BenchmarkDotNet.Attributes;

using BioZooCte.Consistency;

namespace BioZooCte.Benchmarks.Kernels;

/// <summary>What a pair of predictions costs, against a plain sum over the same bytes.</summary>
public class PairBenchmarks
{
    private float[] _u = [];

    private float[] _p = [];

    /// <summary>Pixels of a pair: a tile, and more than any cache holds.</summary>
    [Params(512 * 512, 64 << 20)]
    public int Pixels { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        Random random = new(1);
        _u = new float[Pixels];
        _p = new float[Pixels];
        for (int i = 0; i < Pixels; i++)
        {
            _u[i] = random.NextSingle();
            _p[i] = random.NextSingle();
        }
    }

    [Benchmark(Baseline = true)]
    public float Sum() => TensorPrimitives.Sum<float>(_u) + TensorPrimitives.Sum<float>(_p);

    [Benchmark]
    public long Counts() => Count(PairMeasures.None).Union;

    [Benchmark]
    public double EffectiveInvariance() => Count(PairMeasures.EffectiveInvariance).EffectiveInvarianceSum;

    [Benchmark]
    public double Entropy() => Count(PairMeasures.Entropy).EntropySum;

    [Benchmark]
    public double Divergence() => Count(PairMeasures.Divergence).DivergenceSum;

    [Benchmark]
    public double Difference() => Count(PairMeasures.Difference).DifferenceSum;

    private PairCounts Count(PairMeasures measures) => PairCounter.Count(_u, _p, 0.5f, measures);
}
