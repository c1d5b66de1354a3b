using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>One model's evidence on one image reduced to scores by a metric.</summary>
internal sealed class MeasuredImage
{
    private MeasuredImage(int position, ImmutableArray<PairEvidence> pairs)
    {
        Position = position;
        Pairs = pairs;
    }

    /// <summary>Its position in the ranking's images.</summary>
    public int Position { get; }

    /// <summary>What the scores come from; none where the image failed.</summary>
    public ImmutableArray<PairEvidence> Pairs { get; }

    /// <summary>What the model says unperturbed; null where that was not kept.</summary>
    public VoteSheet? Votes { get; private init; }

    /// <summary>The score of each pair, or why there is none.</summary>
    public ImmutableArray<PairScore> PairScores { get; private init; } = [];

    /// <summary>The mean over the pairs that gave a score; null where none did.</summary>
    public double? Score { get; private init; }

    /// <summary>
    /// How the model stands by its answer, whatever the metric: the mean over the pairs of both classes' mean IoU; null
    /// where no pair has one.
    /// </summary>
    public double? Overlap { get; private init; }

    /// <summary>The share of pixels that are foreground, unperturbed; null where the image failed.</summary>
    public double? Foreground { get; private init; }

    /// <summary>Whether any value differs in any pair.</summary>
    public bool Differs { get; private init; }

    /// <summary>Whether there is no foreground in any pair.</summary>
    public bool IsEmpty => Score is null && PairScores.All(pair => pair.Reason is PairScore.EmptyReason);

    /// <summary>Whether there is no score for another reason than that.</summary>
    public bool IsFailed => Score is null && !IsEmpty;

    /// <summary>Reduces the evidence of one image.</summary>
    public static MeasuredImage Of(ImageEvidence image, int position, string id, ConsistencyMetric metric)
    {
        if (image.Error is not null)
        {
            return Failed(image, position, id);
        }

        PairScore[] scores = new PairScore[image.Pairs.Length];
        ScoreMean mean = default;
        ScoreMean overlap = default;
        bool differs = false;
        for (int i = 0; i < scores.Length; i++)
        {
            PairCounts counts = image.Pairs[i].Total;
            scores[i] = ScoreOf(image.Pairs[i], counts, id, metric);
            mean.Add(scores[i].Score);
            overlap.Add(MeanIntersectionOverUnion.Of(
                counts.Pixels, counts.Unperturbed, counts.Perturbed, counts.Intersection));
            differs |= counts.Differs;
        }

        double? foreground = scores.Length == 0 ? null : scores[0].Foreground;
        return new MeasuredImage(position, image.Pairs)
        {
            Votes = image.Votes,
            PairScores = ImmutableCollectionsMarshal.AsImmutableArray(scores),
            Score = mean.Value,
            Overlap = overlap.Value,
            Foreground = foreground,
            Differs = differs,
        };
    }

    private static MeasuredImage Failed(ImageEvidence image, int position, string id) => new(position, [])
    {
        PairScores = [.. image.Pairs.Select(p => new PairScore(id, p.Perturbation, p.Run, null, null, image.Error))],
    };

    private static PairScore ScoreOf(
        PairEvidence pair, in PairCounts counts, string id, ConsistencyMetric metric)
    {
        double? score = metric.Score(counts);
        string? reason = score switch
        {
            null => PairScore.EmptyReason,
            double value when double.IsFinite(value) => null,
            double value => FormattableString.Invariant(
                $"{metric.Name} {pair.Perturbation} is {value}; expected predictions without NaN"),
        };
        score = reason is null ? score : null;
        return new PairScore(
            id, pair.Perturbation, pair.Run, score, ShareOf(counts.Unperturbed, counts.Pixels), reason)
        {
            PerturbedForeground = ShareOf(counts.Perturbed, counts.Pixels),
        };
    }

    private static double? ShareOf(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
