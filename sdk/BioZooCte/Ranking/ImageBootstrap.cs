namespace BioZooCte.Ranking;

/// <summary>Scores from resampled images.</summary>
internal static class ImageBootstrap
{
    /// <summary>
    /// For each resample, which draws as many of the ranking's images as there are, the median over those of them
    /// that have a score; NaN where none has.
    /// </summary>
    public static double[] Scores(MeasuredModel model, ulong seed, int resamples, int imageCount)
    {
        MeasuredImage[] sorted = [.. model.Scored.OrderBy(image => image.Score)];
        int[] positions = [.. sorted.Select(image => image.Position)];
        double[] scores = [.. sorted.Select(image => image.Score ?? double.NaN)];
        int[] times = new int[imageCount];
        double[] medians = new double[resamples];
        for (int resample = 0; resample < resamples; resample++)
        {
            ResampleDraws.Count(SplitMix64.Of(seed, ResampleDraws.ImageStream, resample), times);
            medians[resample] = Median(scores, positions, times);
        }

        return medians;
    }

    /// <summary>The median of sorted scores, each taken as often as its position was drawn.</summary>
    private static double Median(double[] scores, int[] positions, int[] times)
    {
        int total = 0;
        foreach (int position in positions)
        {
            total += times[position];
        }

        if (total == 0)
        {
            return double.NaN;
        }

        int i = 0;
        int seen = times[positions[0]];
        int Advance(int target)
        {
            while (seen <= target)
            {
                seen += times[positions[++i]];
            }

            return i;
        }

        double lower = scores[Advance((total - 1) / 2)];
        return OrderStatistics.Middle(lower, scores[Advance(total / 2)]);
    }
}
