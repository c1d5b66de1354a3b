namespace BioZooCte.Benchmarks.Ratios;

/// <summary>All ratios, by name and in the order in which they are measured.</summary>
internal static class RatioList
{
    private static readonly (string Name, IRatio Ratio)[] All =
    [
        ("kernel", new PairKernelRatio()),
        ("overhead", new OverheadRatio()),
        ("features", new FeatureRatio()),
        ("threads", new ThreadsRatio()),
        ("memory", new PeakMemory()),
        ("store", new StoreRatio()),
        ("instances", new InstanceRatio()),
        ("wasserstein", new WassersteinRatio()),
        ("store-query", new StoreQueryRatio()),
        ("bridge", new BridgeRatio()),
        ("bridge-ranking", new BridgeRankingRatio()),
        ("bridge-cancel", new BridgeCancelRatio()),
        ("bridge-crowd", new BridgeCrowd()),
    ];

    /// <summary>Measures those named, or all, and prints a line for each; 1 where a goal was missed, else 0.</summary>
    public static int Print(TextWriter output, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(n => All.All(a => a.Name != n)) is string unknown)
        {
            output.WriteLine($"There is no ratio '{unknown}'; expected {string.Join(", ", All.Select(a => a.Name))}.");
            return 2;
        }

        bool reached = true;
        foreach ((string name, IRatio ratio) in All)
        {
            if (names.Count > 0 && !names.Contains(name))
            {
                continue;
            }

            try
            {
                foreach (RatioResult result in ratio.Measure())
                {
                    output.WriteLine(result);
                    output.Flush();
                    reached &= result.IsReached;
                }
            }
            catch (AssertInconclusiveException e)
            {
                output.WriteLine($"{name} is left out: {e.Message}");
            }
        }

        return reached ? 0 : 1;
    }
}
