using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Scores of one model from resampled images.</summary>
internal sealed class ImageBootstrap
{
    private readonly double[] _scores;
    private readonly int[] _positions;
    private readonly double[] _medians;

    private ImageBootstrap(MeasuredModel model, int resamples)
    {
        MeasuredImage[] sorted = [.. model.Scored.OrderBy(image => image.Score)];
        _scores = [.. sorted.Select(image => image.Score ?? double.NaN)];
        _positions = [.. sorted.Select(image => image.Position)];
        _medians = new double[resamples];
    }

    /// <summary>
    /// For each model and resample, which draws as many of the ranking's images as there are, the median over
    /// those of them that have a score; NaN where none has.
    /// </summary>
    public static double[][] Scores(
        IEnumerable<MeasuredModel> models, ulong seed, int resamples, int imageCount)
    {
        ImageBootstrap[] bootstraps = [.. models.Select(model => new ImageBootstrap(model, resamples))];
        int[] times = new int[imageCount];
        for (int resample = 0; resample < resamples; resample++)
        {
            ResampleDraws.Count(SplitMix64.Of(seed, ResampleDraws.ImageStream, resample), times);
            foreach (ImageBootstrap bootstrap in bootstraps)
            {
                bootstrap._medians[resample] = bootstrap.Median(times);
            }
        }

        return [.. bootstraps.Select(bootstrap => bootstrap._medians)];
    }

    /// <summary>The median of the sorted scores, each taken as often as its position was drawn.</summary>
    private double Median(int[] times)
    {
        int total = 0;
        foreach (int position in _positions)
        {
            total += times[position];
        }

        if (total == 0)
        {
            return double.NaN;
        }

        int seen = 0;
        int i = -1;
        while (seen <= (total - 1) / 2)
        {
            seen += times[_positions[++i]];
        }

        double lower = _scores[i];
        while (seen <= total / 2)
        {
            seen += times[_positions[++i]];
        }

        return OrderStatistics.Middle(lower, _scores[i]);
    }
}
