using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Scores from resampled blocks.</summary>
internal static class BlockBootstrap
{
    /// <summary>
    /// For each resample, which draws in every image as many of its blocks as there are, the score of the
    /// model from those blocks' counts; NaN where no image gives one.
    /// </summary>
    public static double[] Scores(MeasuredModel model, ConsistencyMetric metric, ulong seed, int resamples)
    {
        double[] medians = new double[resamples];
        double[] scores = new double[model.Scored.Length];
        int[] times = new int[model.Scored.Max(image => image.Pairs[0].Blocks.Length)];
        for (int resample = 0; resample < resamples; resample++)
        {
            int count = 0;
            foreach (MeasuredImage image in model.Scored)
            {
                Span<int> drawn = times.AsSpan(0, image.Pairs[0].Blocks.Length);
                ResampleDraws.Count(
                    SplitMix64.Of(seed, ResampleDraws.BlockStream(image.Position), resample), drawn);
                if (Score(image.Pairs, metric, drawn) is double score)
                {
                    scores[count++] = score;
                }
            }

            medians[resample] = OrderStatistics.Median(scores.AsSpan(0, count)) ?? double.NaN;
        }

        return medians;
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
        };
    }
}
