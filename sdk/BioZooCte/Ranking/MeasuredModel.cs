using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Numerics;
using BioZooCte.Segmentation;

namespace BioZooCte.Ranking;

/// <summary>One model's evidence reduced to scores by a metric.</summary>
internal sealed class MeasuredModel
{
    private readonly MeasuredImage?[] _byPosition;

    private MeasuredModel(ModelEvidence evidence, string id, ImmutableArray<MeasuredImage> images, int imageCount)
    {
        Evidence = evidence;
        Id = id;
        Images = images;
        _byPosition = new MeasuredImage?[imageCount];
        foreach (MeasuredImage image in images)
        {
            _byPosition[image.Position] = image;
        }

        Scored = [.. images.Where(image => image.Score is not null)];
        Empty = images.Count(image => image.IsEmpty);
        Score = evidence.Error is null ? SampleMedian.Of(Scored.Select(image => image.Score)) : null;
        Foreground = SampleMedian.Of(Scored.Select(image => image.Foreground));
    }

    /// <summary>What was measured.</summary>
    public ModelEvidence Evidence { get; }

    /// <summary>Its name in the ranking.</summary>
    public string Id { get; }

    /// <summary>The images that it was given, in the order of the evidence.</summary>
    public ImmutableArray<MeasuredImage> Images { get; }

    /// <summary>Those of them that gave a score.</summary>
    public ImmutableArray<MeasuredImage> Scored { get; }

    /// <summary>The number of images without foreground in any pair.</summary>
    public int Empty { get; }

    /// <summary>The number of images without a score for another reason.</summary>
    public int Failed => Images.Length - Scored.Length - Empty;

    /// <summary>
    /// The median over scored images; null without any, and for a model that could not run.
    /// </summary>
    public double? Score { get; }

    /// <summary>The median foreground share over scored images; null without any.</summary>
    public double? Foreground { get; }

    /// <summary>The score of each class alone, computed as the model's.</summary>
    public ImmutableArray<ClassScore> Classes { get; private init; } = [];

    /// <summary>The image at a position of the ranking; null where the model did not reach it.</summary>
    public MeasuredImage? ImageAt(int position) => _byPosition[position];

    /// <summary>Reduces the evidence of one model.</summary>
    public static MeasuredModel Of(
        ModelEvidence evidence, string id, RankedImages images, ConsistencyMetric metric)
    {
        ImmutableArray<MeasuredImage> measured =
        [
            .. evidence.Images.Zip(images.PositionsOf(evidence), (image, position) =>
                MeasuredImage.Of(image, position, images.Ids[position], metric)),
        ];
        ImmutableArray<ForegroundClass> classes = evidence.Foreground?.Classes ?? [];
        return new MeasuredModel(evidence, id, measured, images.Count)
        {
            Classes = [.. classes.Select((one, i) => ScoreOf(one, i, evidence, metric))],
        };
    }

    private static ClassScore ScoreOf(
        ForegroundClass foreground, int index, ModelEvidence model, ConsistencyMetric metric)
    {
        List<double?> scores = [];
        foreach (ImageEvidence image in model.Images.Where(image => image.Error is null))
        {
            ScoreMean mean = default;
            foreach (PairEvidence pair in image.Pairs.Where(pair => index < pair.Classes.Length))
            {
                mean.Add(metric.Score(pair.Classes[index]));
            }

            scores.Add(mean.Value);
        }

        return new ClassScore(foreground.Name, model.Error is null ? SampleMedian.Of(scores) : null);
    }
}
