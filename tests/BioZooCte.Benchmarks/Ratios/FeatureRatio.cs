using System.Diagnostics;

using BioZooCte.Models;
using BioZooCte.Onnx;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What perturbed features cost beside the unperturbed pass, counted in decoders: (cut network with 1 + P variants /
/// whole network − 1) / (decoder / whole network), one thread, all measured in turn.
/// </summary>
internal sealed class FeatureRatio : IRatio
{
    private const int Rounds = 15;
    private const int Length = 512;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        using ModelPackage package =
            ModelPackageReader.OpenAsync(NucleiData.Models[0]).GetAwaiter().GetResult();
        OnnxBackend backend = new();
        using IModelRunner whole = backend.Open(package, new RunnerOptions());
        using ISplitModelRunner split = backend.Split(package, new RunnerOptions()).Runner!;
        AxisTensor input = Input();
        AxisTensor output = Output(whole);
        EncodedTile tile = new();
        split.Encode([input], tile, CancellationToken.None);
        double share = Median(whole, input, output, () => Decode(split, tile, 1));
        yield return new RatioResult("decoder, of a whole pass", share, null);
        foreach ((int perturbations, double goal) in new[] { (1, 1.15), (8, 8.6) })
        {
            double passes = Median(whole, input, output, () =>
            {
                split.Encode([input], tile, CancellationToken.None);
                Decode(split, tile, 1 + perturbations);
            });
            yield return new RatioResult(
                $"{perturbations} perturbed features beside a pass, in decoders", (passes - 1) / share, goal);
        }
    }

    private static void Decode(ISplitModelRunner split, EncodedTile tile, int variants)
    {
        AxisTensor[][] outputs = [.. Enumerable.Range(0, variants).Select(_ => (AxisTensor[])[Output(split.Network)])];
        split.Decode(tile, [.. Enumerable.Repeat(tile.Features, variants)], outputs, CancellationToken.None);
    }

    /// <summary>The median over rounds of what is measured, in whole passes before and after it.</summary>
    private static double Median(IModelRunner whole, AxisTensor input, AxisTensor output, Action measured)
    {
        measured();
        double[] ratios = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            TimeSpan before = Time(() => whole.Run([input], [output], CancellationToken.None));
            TimeSpan time = Time(measured);
            TimeSpan after = Time(() => whole.Run([input], [output], CancellationToken.None));
            ratios[i] = 2 * time / (before + after);
        }

        Array.Sort(ratios);
        return ratios[Rounds / 2];
    }

    private static TimeSpan Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static AxisTensor Input()
    {
        AxisTensor input = new(TensorShape.Of("bcyx", 1, 1, Length, Length), ElementType.Float32);
        Random random = new(3);
        foreach (ref float value in input.AsSpan<float>())
        {
            value = random.NextSingle();
        }

        return input;
    }

    private static AxisTensor Output(IModelRunner runner) => Output(runner.Network);

    private static AxisTensor Output(NetworkDescription network) => new(
        TensorShape.Of("bcyx", 1, network.Outputs[0].Sizes[1] ?? 1, Length, Length), network.Outputs[0].ElementType);
}
