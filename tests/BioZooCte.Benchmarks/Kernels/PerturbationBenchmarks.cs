using BenchmarkDotNet.Attributes;

using BioZooCte.Perturbations;
using BioZooCte.Tensors;

namespace BioZooCte.Benchmarks.Kernels;

/// <summary>What perturbing a tile costs.</summary>
public class PerturbationBenchmarks
{
    private static readonly PerturbationContext Context =
        PerturbationContext.InPercentileUnit([0.1], [0.9], [0.5], new NoiseKey(1));

    private readonly AxisTensor _tile = new(TensorShape.Of("bcyx", 1, 1, 512, 512), ElementType.Float32);

    private InputPerturbation _perturbation = KnownPerturbations.Default[0];

    /// <summary>
    /// The perturbation. Strengths that change nothing keep the values from growing from call to call.
    /// </summary>
    [Params("brightness:0", "contrast:1", "gamma:1", "noise:0")]
    public string Perturbation { get; set; } = "";

    [GlobalSetup]
    public void Parse()
    {
        _perturbation = KnownPerturbations.Parse(Perturbation);
        _tile.AsSpan<float>().Fill(0.7f);
    }

    [Benchmark]
    public void Perturb() => _perturbation.Perturb(_tile, TensorRegion.All(_tile.Shape), Context);
}
