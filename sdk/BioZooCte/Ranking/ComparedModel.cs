using System.Collections.Immutable;

using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>A model as measured by itself and against the others that segment the same structure.</summary>
internal sealed class ComparedModel
{
    /// <summary>A model.</summary>
    /// <param name="measured">What it shows by itself.</param>
    /// <param name="voteGroup">Models of the same one share a vote; null where it has none.</param>
    /// <param name="images">The images on which there are others; none where there are no others at all.</param>
    public ComparedModel(MeasuredModel measured, int? voteGroup, ImmutableArray<ComparedImage> images)
    {
        Measured = measured;
        VoteGroup = voteGroup;
        Images = images;
        Agreement = SampleMedian.Of(images.Select(i => i.Agreement));
        EstimatedF1 = SampleMedian.Of(images.Select(i => i.EstimatedF1));
    }

    /// <summary>What it shows by itself.</summary>
    public MeasuredModel Measured { get; }

    /// <summary>Models of the same one share a vote; null where it has none.</summary>
    public int? VoteGroup { get; }

    /// <summary>The images on which there are others.</summary>
    public ImmutableArray<ComparedImage> Images { get; }

    /// <summary>The median over images; null without any.</summary>
    public double? Agreement { get; }

    /// <summary>The median over images; null without any.</summary>
    public double? EstimatedF1 { get; }

    /// <summary>What orders it; null where it does not exist.</summary>
    public double? ScoreBy(RankingEstimator estimator) => estimator switch
    {
        RankingEstimator.Agreement => Measured.Score is null ? null : Agreement,
        RankingEstimator.Combined => Measured.Score * Agreement,
        _ => Measured.Score,
    };

    /// <summary>The number of images that its score rests on.</summary>
    public int ImagesFor(RankingEstimator estimator) => estimator == RankingEstimator.Cte
        ? Measured.Scored.Length
        : Math.Min(Measured.Scored.Length, Images.Count(i => i.Agreement is not null));
}
