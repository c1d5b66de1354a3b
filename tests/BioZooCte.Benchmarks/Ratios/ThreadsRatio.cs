using System.Diagnostics;

using BioZooCte.Models;
using BioZooCte.Onnx;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// How much of what two threads can give a ranking gets: its speed-up with two threads, divided by that of two bare
/// sessions of one thread each on the same tiles.
/// </summary>
internal sealed class ThreadsRatio : IRatio
{
    private const int Rounds = 5;
    private const double Goal = 0.95;
    private const string Model = "dsb360";
    private const string Target = "dsb520";

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        List<double> ours = [];
        List<double> bare = [];
        for (int i = 0; i < Rounds; i++)
        {
            TimedBackend backend = new(new OnnxBackend(), keepsInputs: true);
            TimeSpan one = Rank(backend, threads: 1);
            TimeSpan two = Rank(new OnnxBackend(), threads: 2);
            ours.Add(one / two);
            bare.Add(Replay(backend.Inputs, threads: 1) / Replay(backend.Inputs, threads: 2));
        }

        double share = Median([.. ours.Zip(bare, (a, b) => a / b)]);
        yield return new RatioResult("speed-up of a ranking with two threads", Median(ours), null);
        yield return new RatioResult("speed-up of two bare sessions on the same tiles", Median(bare), null);
        yield return new RatioResult("the one divided by the other", share, Goal, HigherIsBetter: true);
    }

    private static string Package => NucleiData.Models.Single(m => Path.GetFileName(m) == Model);

    private static TimeSpan Rank(IModelBackend backend, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        TransferabilityEstimator estimator = new(backend, new EstimationOptions { Threads = threads });
        estimator.RankAsync([Package], NucleiData.Images(Target)).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Replay(List<IReadOnlyList<AxisTensor?>> inputs, int threads)
    {
        using ModelPackage package = ModelPackageReader.OpenAsync(Package).GetAwaiter().GetResult();
        IReadOnlyList<string> axes = [.. package.Description.Outputs[0].Axes.Select(a => a.Id)];
        int next = -1;
        long start = Stopwatch.GetTimestamp();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
            for (int i = Interlocked.Increment(ref next); i < inputs.Count; i = Interlocked.Increment(ref next))
            {
                runner.Run(inputs[i], [axes], CancellationToken.None);
            }
        }))];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
