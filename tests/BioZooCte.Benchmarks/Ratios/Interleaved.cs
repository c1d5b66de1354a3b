using System.Diagnostics;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>Times two things in turn, so that whatever else the machine does falls on both.</summary>
internal static class Interleaved
{
    private const int Rounds = 5;

    /// <summary>The median over five rounds of the first one's time divided by the second one's.</summary>
    /// <param name="measured">What is measured.</param>
    /// <param name="baseline">What it is measured against.</param>
    /// <param name="repetitions">How often each is done in a round.</param>
    public static double Ratio(Action measured, Action baseline, int repetitions) =>
        Median(measured, baseline, repetitions, Wall, (first, second) => first / second);

    /// <summary>
    /// The same of the time that the processors spend on them: other work on the machine changes it less.
    /// </summary>
    /// <inheritdoc cref="Ratio"/>
    public static double ProcessorRatio(Action measured, Action baseline, int repetitions) =>
        Median(
            measured,
            baseline,
            repetitions,
            () => Environment.CpuUsage.TotalTime,
            (first, second) => first / second);

    /// <summary>The median over five rounds of what the first one takes longer than the second one, each time.</summary>
    /// <inheritdoc cref="Ratio"/>
    public static TimeSpan Difference(Action measured, Action baseline, int repetitions) =>
        TimeSpan.FromSeconds(Median(
            measured, baseline, repetitions, Wall, (first, second) => (first - second).TotalSeconds / repetitions));

    /// <summary>The same of the time that the processors spend on them.</summary>
    /// <inheritdoc cref="Ratio"/>
    public static TimeSpan ProcessorDifference(Action measured, Action baseline, int repetitions) =>
        TimeSpan.FromSeconds(Median(
            measured,
            baseline,
            repetitions,
            () => Environment.CpuUsage.TotalTime,
            (first, second) => (first - second).TotalSeconds / repetitions));

    private static double Median(
        Action measured,
        Action baseline,
        int repetitions,
        Func<TimeSpan> clock,
        Func<TimeSpan, TimeSpan, double> compare)
    {
        // Long enough for the compiler to have replaced its first, slow code.
        Stopwatch warmUp = Stopwatch.StartNew();
        while (warmUp.ElapsedMilliseconds < 2000)
        {
            measured();
            baseline();
        }

        double[] values = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan first = Time(measured, repetitions, clock);
            TimeSpan second = Time(baseline, repetitions, clock);
            values[round] = compare(first, second);
        }

        Array.Sort(values);
        return values[Rounds / 2];
    }

    private static TimeSpan Wall() => Stopwatch.GetElapsedTime(0);

    private static TimeSpan Time(Action action, int repetitions, Func<TimeSpan> clock)
    {
        TimeSpan start = clock();
        for (int i = 0; i < repetitions; i++)
        {
            action();
        }

        return clock() - start;
    }
}
