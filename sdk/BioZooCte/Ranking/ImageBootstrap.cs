using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Medians of a series of values, one an image, from resampled images.</summary>
internal sealed class ImageBootstrap
{
    private readonly double[] _values;
    private readonly int[] _positions;
    private readonly double[] _medians;

    private ImageBootstrap(IEnumerable<(int Position, double Value)> series, int resamples)
    {
        (int Position, double Value)[] sorted = [.. series.OrderBy(one => one.Value)];
        _values = [.. sorted.Select(one => one.Value)];
        _positions = [.. sorted.Select(one => one.Position)];
        _medians = new double[resamples];
    }

    /// <summary>The resampled medians of models.</summary>
    public static ResampledModel[] Resample(
        IReadOnlyList<ComparedModel> models, ulong seed, int resamples, int imageCount)
    {
        double[][] medians = Medians(models.SelectMany(SeriesOf), seed, resamples, imageCount);
        return [.. medians.Chunk(3).Select(three => new ResampledModel(three[0], three[1], three[2]))];
    }

    private static IEnumerable<IEnumerable<(int Position, double Value)>> SeriesOf(ComparedModel model) =>
    [
        model.Measured.Scored.Select(i => (i.Position, i.Score ?? double.NaN)),
        model.Images.Where(i => i.Agreement is not null).Select(i => (i.Position, i.Agreement ?? double.NaN)),
        model.Images.Where(i => i.EstimatedF1 is not null).Select(i => (i.Position, i.EstimatedF1 ?? double.NaN)),
    ];

    /// <summary>
    /// For each series and resample, which draws as many of the ranking's images as there are, the median over
    /// those of them that have a value; NaN where none has.
    /// </summary>
    private static double[][] Medians(
        IEnumerable<IEnumerable<(int Position, double Value)>> series, ulong seed, int resamples, int imageCount)
    {
        ImageBootstrap[] bootstraps = [.. series.Select(one => new ImageBootstrap(one, resamples))];
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

    /// <summary>The median of the sorted values, each taken as often as its position was drawn.</summary>
    private double Median(int[] times)
    {
        int total = TotalOf(times);

        if (total == 0)
        {
            return double.NaN;
        }

        (int seen, int i) = SkipBelow((total - 1) / 2, times);
        i--;
        while (seen <= (total - 1) / 2)
        {
            seen += times[_positions[++i]];
        }

        double lower = _values[i];
        while (seen <= total / 2)
        {
            seen += times[_positions[++i]];
        }

        return SampleMedian.Middle(lower, _values[i]);
    }

    /// <summary>Goes over values by eights, as long as no more than so many were drawn.</summary>
    private (int Seen, int Next) SkipBelow(int most, int[] times)
    {
        const int Step = 8;
        int seen = 0;
        int next = 0;
        for (; next + Step <= _positions.Length; next += Step)
        {
            int drawn = 0;
            foreach (int position in _positions.AsSpan(next, Step))
            {
                drawn += times[position];
            }

            if (seen + drawn > most)
            {
                break;
            }

            seen += drawn;
        }

        return (seen, next);
    }

    /// <summary>How often the positions that have a value were drawn.</summary>
    private int TotalOf(int[] times)
    {
        if (_positions.Length == times.Length)
        {
            return times.Length; // all have one
        }

        int total = 0;
        foreach (int position in _positions)
        {
            total += times[position];
        }

        return total;
    }
}
