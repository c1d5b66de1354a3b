using System.Collections.Immutable;

using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Medians of a series of values, one an image, from resampled images.</summary>
internal sealed class ImageBootstrap
{
    private readonly double[] _values;
    private readonly int[] _positions;
    private readonly ulong[] _all;
    private readonly ulong[] _lowerHalf;
    private readonly double[] _medians;

    private ImageBootstrap(Series series, double[] medians, int imageCount)
    {
        (_positions, _values) = series;
        Array.Sort(_values, _positions);
        _all = DrawnTimes.SetOf(_positions, imageCount);
        _lowerHalf = DrawnTimes.SetOf(_positions.AsSpan(0, _positions.Length / 2), imageCount);
        _medians = medians;
    }

    /// <summary>The resampled medians of models.</summary>
    public static ResampledModel[] Resample(
        IReadOnlyList<ComparedModel> models, ulong seed, int resamples, int imageCount, int threads = 1)
    {
        double[][] medians = Medians(models.SelectMany(SeriesOf), seed, resamples, imageCount, threads);
        return [.. medians.Chunk(3).Select(three => new ResampledModel(three[0], three[1], three[2]))];
    }

    private static IEnumerable<Series> SeriesOf(ComparedModel model) =>
    [
        Series.Of(model.Measured.Scored, image => image.Position, image => image.Score),
        Series.Of(model.Images, image => image.Position, image => image.Agreement),
        Series.Of(model.Images, image => image.Position, image => image.EstimatedF1),
    ];

    /// <summary>
    /// For each series and resample, which draws as many of the ranking's images as there are, the median over
    /// those of them that have a value; NaN where none has.
    /// </summary>
    private static double[][] Medians(
        IEnumerable<Series> series,
        ulong seed,
        int resamples,
        int imageCount,
        int threads)
    {
        double[] none = new double[resamples]; // of all series without values
        Array.Fill(none, double.NaN);
        ImageBootstrap[] bootstraps =
        [
            .. series.Select(one =>
                new ImageBootstrap(one, one.Values.Length == 0 ? none : new double[resamples], imageCount)),
        ];
        ImageBootstrap[] withValues = [.. bootstraps.Where(bootstrap => bootstrap._values.Length > 0)];
        int parts = Math.Min(threads, resamples);
        ParallelLoop.For(parts, threads, part =>
        {
            DrawnTimes drawn = new(imageCount);
            for (int resample = part; resample < resamples; resample += parts)
            {
                drawn.Draw(SplitMix64.Of(seed, ResampleDraws.ImageStream, resample));
                foreach (ImageBootstrap bootstrap in withValues)
                {
                    bootstrap._medians[resample] = bootstrap.Median(drawn);
                }
            }
        });

        return [.. bootstraps.Select(bootstrap => bootstrap._medians)];
    }

    /// <summary>
    /// The median of the sorted values, each taken as often as its position was drawn. Looked for from the middle on:
    /// half of the draws fall below it, but for a few.
    /// </summary>
    private double Median(DrawnTimes drawn)
    {
        ReadOnlySpan<int> times = drawn.Times;
        int total = _positions.Length == times.Length ? times.Length : drawn.Total(_all);
        if (total == 0)
        {
            return double.NaN;
        }

        int place = _positions.Length / 2;
        int below = drawn.Total(_lowerHalf);
        while (below > (total - 1) / 2)
        {
            below -= times[_positions[--place]];
        }

        MoveTo((total - 1) / 2, times, ref place, ref below);
        double lower = _values[place];
        MoveTo(total / 2, times, ref place, ref below);
        return SampleMedian.Middle(lower, _values[place]);
    }

    /// <summary>Goes up to the value that a rank falls on.</summary>
    private void MoveTo(int rank, ReadOnlySpan<int> times, ref int place, ref int below)
    {
        for (int here = times[_positions[place]]; below + here <= rank; here = times[_positions[place]])
        {
            below += here;
            place++;
        }
    }

    /// <summary>The images that have a value, and what it is; handed over to whoever sorts them.</summary>
    private sealed record Series(int[] Positions, double[] Values)
    {
        /// <summary>Of those images that have one.</summary>
        public static Series Of<T>(ImmutableArray<T> images, Func<T, int> positionOf, Func<T, double?> valueOf)
        {
            List<int> positions = new(images.Length);
            List<double> values = new(images.Length);
            foreach (T image in images)
            {
                if (valueOf(image) is double value)
                {
                    positions.Add(positionOf(image));
                    values.Add(value);
                }
            }

            return new Series([.. positions], [.. values]);
        }
    }
}
