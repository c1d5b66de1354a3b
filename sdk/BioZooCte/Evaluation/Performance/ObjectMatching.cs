using System.Collections.Immutable;

using BioZooCte.Instances;

namespace BioZooCte.Evaluation.Performance;

/// <summary>
/// The objects of a prediction held against labelled ones: pairs that overlap by half or more, and what
/// follows from them.
/// </summary>
internal sealed class ObjectMatching
{
    /// <summary>
    /// The IoU that pairs are looked at from: below it one object can have any number of partners.
    /// </summary>
    public const double LeastThreshold = 0.5;

    private const int Steps = 10;

    private readonly ImmutableArray<ObjectMatch> _pairs;

    /// <summary>The matching of a table's labels above 0; its first image is the reference.</summary>
    public ObjectMatching(ContingencyTable table)
        : this(table, 0, 0)
    {
    }

    private ObjectMatching(ContingencyTable table, int firstBackground, int secondBackground)
    {
        Dictionary<int, long> first = table.FirstSizes.ToDictionary(s => s.Label, s => s.Pixels);
        Dictionary<int, long> second = table.SecondSizes.ToDictionary(s => s.Label, s => s.Pixels);
        first.Remove(firstBackground);
        second.Remove(secondBackground);
        Labelled = first.Count;
        Predicted = second.Count;
        List<ObjectMatch> pairs = [];
        foreach (LabelOverlap overlap in table.Overlaps)
        {
            if (first.TryGetValue(overlap.First, out long a)
                && second.TryGetValue(overlap.Second, out long b))
            {
                double share = (double)overlap.Pixels / (a + b - overlap.Pixels);
                if (share >= LeastThreshold)
                {
                    pairs.Add(new ObjectMatch(overlap.First, overlap.Second, share));
                }
            }
        }

        _pairs = [.. pairs];
    }

    /// <summary>The thresholds of the mean average precision: 0.50, 0.55 … 0.95.</summary>
    public static ImmutableArray<double> Thresholds { get; } =
        [.. Enumerable.Range(10, Steps).Select(twentieths => twentieths / 20.0)];

    /// <summary>The number of labelled objects.</summary>
    public int Labelled { get; }

    /// <summary>The number of predicted objects.</summary>
    public int Predicted { get; }

    /// <summary>
    /// The mean over <see cref="Thresholds"/> of the average precision TP / (TP + FP + FN), one to one at IoU
    /// ≥ the threshold: from 0 to 1, higher is better; null where there is no object in either (Caicedo et
    /// al. 2019, doi:10.1038/s41592-019-0612-7).
    /// </summary>
    public double? MeanAveragePrecision => Labelled + Predicted == 0
        ? null
        : Thresholds.Average(threshold => CountAt(threshold).AveragePrecision);

    /// <summary>
    /// The matching as the paper's program does it: in either image the least label is background, even where
    /// every pixel is an object.
    /// </summary>
    public static ObjectMatching Program(ContingencyTable table) => new(
        table,
        table.FirstSizes.IsEmpty ? 0 : table.FirstSizes[0].Label,
        table.SecondSizes.IsEmpty ? 0 : table.SecondSizes[0].Label);

    /// <summary>As many objects as possible matched one to one at IoU ≥ a threshold.</summary>
    /// <param name="threshold">From 0.5 to 1.</param>
    public MatchCounts CountAt(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, LeastThreshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);

        // Two partners at 0.5 are two equal halves of an object, which have no other: the first free one will do.
        HashSet<int> labelled = [];
        HashSet<int> predicted = [];
        foreach (ObjectMatch pair in _pairs)
        {
            if (pair.IntersectionOverUnion >= threshold
                && !labelled.Contains(pair.Labelled) && predicted.Add(pair.Predicted))
            {
                labelled.Add(pair.Labelled);
            }
        }

        return new MatchCounts(labelled.Count, Predicted - labelled.Count, Labelled - labelled.Count);
    }

    /// <summary>
    /// The objects matched at IoU above a threshold, where an object has one partner at most.
    /// </summary>
    /// <param name="threshold">From 0.5 to 1.</param>
    public MatchCounts CountAbove(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, LeastThreshold);
        int matched = _pairs.Count(pair => pair.IntersectionOverUnion > threshold);
        return new MatchCounts(matched, Predicted - matched, Labelled - matched);
    }

    /// <summary>
    /// The mean over <see cref="Thresholds"/> of TP / (TP + FP + FN) at IoU above the threshold, 0 where
    /// there is no object: what the paper's program computes of <see cref="Program"/>.
    /// </summary>
    public double ProgramMeanAveragePrecision() =>
        Thresholds.Average(threshold => CountAbove(threshold).AveragePrecision ?? 0);

    /// <summary>The panoptic quality, over the objects matched at IoU above ½.</summary>
    public PanopticQuality Panoptic()
    {
        MatchCounts counts = CountAbove(LeastThreshold);
        double sum = _pairs.Where(pair => pair.IntersectionOverUnion > LeastThreshold)
            .Sum(pair => pair.IntersectionOverUnion);
        return new PanopticQuality(counts, sum);
    }
}
