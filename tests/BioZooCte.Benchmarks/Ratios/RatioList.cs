namespace BioZooCte.Benchmarks.Ratios;

/// <summary>All ratios, in the order in which they are measured.</summary>
internal static class RatioList
{
    private static readonly IRatio[] All = [new PairKernelRatio()];

    /// <summary>Measures each and prints a line for it; 1 where a goal was missed, else 0.</summary>
    public static int Print(TextWriter output)
    {
        bool reached = true;
        foreach (RatioResult result in All.SelectMany(ratio => ratio.Measure()))
        {
            output.WriteLine(result);
            output.Flush();
            reached &= result.IsReached;
        }

        return reached ? 0 : 1;
    }
}
