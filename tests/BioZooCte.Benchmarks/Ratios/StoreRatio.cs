using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>What keeping results saves and costs, by the program, on the nuclei models and images.</summary>
internal sealed class StoreRatio : IRatio
{
    private const int Rounds = 3;
    private const double AgainGoal = 50;
    private const double CostGoal = 1.02;
    private const double SharedGoal = 1.8;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string[] all = [.. NucleiData.FirstImages(perTarget: int.MaxValue)];
        string[] few = NucleiData.FirstImages(perTarget: 1);
        string[] some = NucleiData.FirstImages(perTarget: 2);
        string folder = Directory.CreateTempSubdirectory("biozoocte-bench-").FullName;
        try
        {
            int stores = 0;
            string Fresh() => Path.Combine(folder, $"{stores++}.sqlite");
            string store = Fresh();
            TimeSpan first = Rank(all, ["--store", store]);
            TimeSpan again = Median(() => Rank(all, ["--store", store]));
            yield return new RatioResult(
                $"first ranking on {all.Length} images against the same again ({again.TotalSeconds:0.0} s)",
                first / again,
                AgainGoal,
                HigherIsBetter: true);
            double[] costs = new double[Rounds];
            double[] shared = new double[Rounds];
            double[] apart = new double[Rounds];
            string[] even = [.. some.Where((_, place) => place % 2 == 0)];
            string[] odd = [.. some.Except(even)];
            for (int i = 0; i < Rounds; i++)
            {
                TimeSpan without = Rank(few, ["--no-store", "--threads", "1"]);
                TimeSpan one = Rank(few, ["--store", Fresh(), "--threads", "1"]);
                costs[i] = one / without;
                string together = Fresh();
                TimeSpan two = RankProcess.Wait(
                    Start(some, ["--store", together, "--threads", "1"]),
                    Start(some, ["--store", together, "--threads", "1"]));
                TimeSpan alone = Rank(some, ["--store", Fresh(), "--threads", "1"]);
                TimeSpan halves = RankProcess.Wait(
                    Start(even, ["--store", Fresh(), "--threads", "1"]),
                    Start(odd, ["--store", Fresh(), "--threads", "1"]));
                shared[i] = alone / two;
                apart[i] = alone / halves;
            }

            yield return new RatioResult("ranking with a store against without", Middle(costs), CostGoal);
            yield return new RatioResult(
                "one process against two on one store, one thread each", Middle(shared), SharedGoal, HigherIsBetter: true);
            yield return new RatioResult(
                "of it: what this machine gives to two, each on half of the images with a store of its own",
                Middle(apart),
                null,
                HigherIsBetter: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Rank(string[] images, string[] more) => RankProcess.Wait(Start(images, more));

    private static System.Diagnostics.Process Start(string[] images, string[] more) => RankProcess.Start(
        ["--models", SharedData.Require("nuclei/zoo"), "--images", .. images, .. more]);

    private static TimeSpan Median(Func<TimeSpan> measure) =>
        Enumerable.Range(0, Rounds).Select(_ => measure()).Order().ElementAt(Rounds / 2);

    private static double Middle(double[] values) => values.Order().ElementAt(values.Length / 2);
}
