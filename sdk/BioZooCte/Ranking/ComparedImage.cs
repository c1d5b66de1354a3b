using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>How far one model agrees with the others on one image.</summary>
internal sealed class ComparedImage
{
    private static readonly ConsistencyMetric Overlap = new MeanIntersectionOverUnion();

    /// <summary>An image.</summary>
    /// <param name="position">Its position in the ranking's images.</param>
    /// <param name="blocks">The counts of each block against the consensus of the others.</param>
    public ComparedImage(int position, ImmutableArray<PairCounts> blocks)
    {
        Position = position;
        Blocks = blocks;
        PairCounts total = blocks.Aggregate(default(PairCounts), PairCounts.Add);
        Agreement = AgreementOf(total);
        EstimatedF1 = ForegroundF1.Score(total);
    }

    /// <summary>Its position in the ranking's images.</summary>
    public int Position { get; }

    /// <summary>The counts of each block.</summary>
    public ImmutableArray<PairCounts> Blocks { get; }

    /// <summary>Mean IoU of both classes; null where both foregrounds are empty.</summary>
    public double? Agreement { get; }

    /// <summary>F1 of the foreground; null where both are empty.</summary>
    public double? EstimatedF1 { get; }

    /// <summary>The agreement that counts show.</summary>
    public static double? AgreementOf(PairCounts counts) => Overlap.Score(counts);
}
