using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Medians of one model from resampled blocks.</summary>
internal sealed class BlockBootstrap
{
    private readonly (MeasuredImage Own, ComparedImage? Others)[] _images;
    private readonly ConsistencyMetric _metric;
    private readonly int[] _times;

    private BlockBootstrap(ComparedModel model, ConsistencyMetric metric)
    {
        Dictionary<int, ComparedImage> others = model.Images.ToDictionary(image => image.Position);
        _images =
        [
            .. model.Measured.Images
                .Select(image => (Own: image, Others: others.GetValueOrDefault(image.Position)))
                .Where(image => image.Own.Score is not null || image.Others is not null),
        ];
        _metric = metric;
        _times = new int[_images.Max(image => image.Own.Pairs[0].Blocks.Length)];
    }

    /// <summary>
    /// For each resample, which draws in every image as many of its blocks as there are, what the model shows from
    /// those blocks' counts, the others' consensus being that of the whole image; NaN where no image gives anything.
    /// </summary>
    public static ResampledModel Resample(
        ComparedModel model, ConsistencyMetric metric, ulong seed, int resamples)
    {
        BlockBootstrap bootstrap = new(model, metric);
        ResampledModel medians = new(new double[resamples], new double[resamples], new double[resamples]);
        for (int resample = 0; resample < resamples; resample++)
        {
            bootstrap.Draw(seed, resample, medians);
        }

        return medians;
    }

    private void Draw(ulong seed, int resample, ResampledModel medians)
    {
        List<double> scores = [];
        List<double> agreements = [];
        List<double> estimates = [];
        foreach ((MeasuredImage own, ComparedImage? others) in _images)
        {
            Span<int> drawn = _times.AsSpan(0, own.Pairs[0].Blocks.Length);
            ResampleDraws.Count(SplitMix64.Of(seed, ResampleDraws.BlockStream(own.Position), resample), drawn);
            AddTo(scores, own.Score is null ? null : Score(own.Pairs, _metric, drawn));
            if (others is not null)
            {
                PairCounts counts = Sum(others.Blocks.AsSpan(), drawn);
                AddTo(agreements, ComparedImage.AgreementOf(counts));
                AddTo(estimates, ForegroundF1.Score(counts));
            }
        }

        medians.Consistency[resample] = Median(scores);
        medians.Agreement[resample] = Median(agreements);
        medians.EstimatedF1[resample] = Median(estimates);

        static void AddTo(List<double> values, double? value)
        {
            if (value is double number)
            {
                values.Add(number);
            }
        }

        static double Median(List<double> values) =>
            SampleMedian.Of(CollectionsMarshal.AsSpan(values)) ?? double.NaN;
    }

    private static double? Score(
        ImmutableArray<PairEvidence> pairs, ConsistencyMetric metric, ReadOnlySpan<int> times)
    {
        ScoreMean mean = default;
        foreach (PairEvidence pair in pairs)
        {
            mean.Add(metric.Score(Sum(pair.Blocks.AsSpan(), times)));
        }

        return mean.Value;
    }

    /// <summary>The sum of the blocks, each taken as often as it was drawn.</summary>
    private static PairCounts Sum(ReadOnlySpan<PairCounts> blocks, ReadOnlySpan<int> times)
    {
        long pixels = 0;
        long unperturbed = 0;
        long perturbed = 0;
        long intersection = 0;
        double effectiveInvariance = 0;
        double entropy = 0;
        double divergence = 0;
        double crossEntropy = 0;
        double difference = 0;
        long instancePixels = 0;
        double pairsInBoth = 0;
        double pairsInUnperturbed = 0;
        double pairsInPerturbed = 0;
        for (int i = 0; i < times.Length; i++)
        {
            ref readonly PairCounts block = ref blocks[i];
            long n = times[i];
            double weight = n;
            pixels += n * block.Pixels;
            unperturbed += n * block.Unperturbed;
            perturbed += n * block.Perturbed;
            intersection += n * block.Intersection;
            effectiveInvariance += weight * block.EffectiveInvarianceSum;
            entropy += weight * block.EntropySum;
            divergence += weight * block.DivergenceSum;
            crossEntropy += weight * block.CrossEntropySum;
            difference += weight * block.DifferenceSum;
            instancePixels += n * block.InstancePixels;
            pairsInBoth += weight * block.PairsInBoth;
            pairsInUnperturbed += weight * block.PairsInUnperturbed;
            pairsInPerturbed += weight * block.PairsInPerturbed;
        }

        return new PairCounts
        {
            Pixels = pixels,
            Unperturbed = unperturbed,
            Perturbed = perturbed,
            Intersection = intersection,
            EffectiveInvarianceSum = effectiveInvariance,
            EntropySum = entropy,
            DivergenceSum = divergence,
            CrossEntropySum = crossEntropy,
            DifferenceSum = difference,
            InstancePixels = instancePixels,
            PairsInBoth = pairsInBoth,
            PairsInUnperturbed = pairsInUnperturbed,
            PairsInPerturbed = pairsInPerturbed,
        };
    }
}
