using BioZooCte.Evaluation.Performance;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;
using BioZooCte.Models;

namespace BioZooCte;

/// <summary>Measures one model's predictions against labels, image by image.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="threshold">Above it a probability is foreground.</param>
/// <param name="options">What is measured.</param>
internal sealed class ModelPerformance(string modelId, double threshold, EvaluationOptions options)
{
    private readonly List<double> _f1 = [];
    private readonly List<double> _map = [];

    /// <summary>The number of images measured.</summary>
    public int Images => _f1.Count;

    /// <summary>The median F1 of the foreground; null without any.</summary>
    public double? F1 => MedianOf(_f1);

    /// <summary>
    /// The median of the mean average precision; null without any, or where it is not measured.
    /// </summary>
    public double? MeanAveragePrecision => MedianOf(_map);

    /// <summary>Measures one image.</summary>
    /// <param name="maps">The prediction.</param>
    /// <param name="labels">Of the foreground's pixels, in its order.</param>
    /// <exception cref="ModelRunException">The model's output does not become instances.</exception>
    public void Add(PredictedMaps maps, int[] labels)
    {
        double? map = options.Performance == PerformanceMeasure.MeanAveragePrecision
            ? new ObjectMatching(ContingencyTable.Of(labels, InstancesOf(maps))).MeanAveragePrecision
            : null;
        PixelCounts counts = PixelCounts.Of(maps.Foreground.AsSpan<float>(), labels, (float)threshold);
        _f1.Add(counts.F1 ?? double.NaN);
        _map.Add(map ?? double.NaN);
    }

    private int[] InstancesOf(PredictedMaps maps)
    {
        if (options.Instances.Method == InstanceMethod.Labels)
        {
            return LabelValues.TryRead(maps.Values, out int[] given, out string problem)
                ? given
                : throw new ModelRunException(
                    modelId, $"its output {problem}; expected labels, whole numbers from 0 (--instances labels).");
        }

        try
        {
            int[] labels = new int[maps.Foreground.Count];
            GridSize grid = GridSize.Of(maps.Foreground.Shape);
            ReadOnlySpan<float> boundary = maps.Boundary is null ? [] : maps.Boundary.AsSpan<float>();
            new InstanceSegmenter(options.Instances)
                .Segment(maps.Foreground.AsSpan<float>(), boundary, grid, labels);
            return labels;
        }
        catch (ArgumentException exception)
        {
            throw new ModelRunException(modelId, $"no instances: {exception.Message}", exception);
        }
    }

    private static double? MedianOf(List<double> values)
    {
        double median = SampleSummary.WithoutMissing([.. values]).Median;
        return double.IsNaN(median) ? null : median;
    }
}
