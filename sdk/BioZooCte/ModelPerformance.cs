using BioZooCte.Evaluation.Performance;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Predictions;

namespace BioZooCte;

/// <summary>Measures one model's predictions against labels, image by image.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="threshold">Above it a probability is foreground.</param>
/// <param name="options">What is measured.</param>
internal sealed class ModelPerformance(string modelId, double threshold, EvaluationOptions options)
{
    private readonly InstanceMaker _instances = new(modelId, options.Instances);
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
            ? new ObjectMatching(ContingencyTable.Of(labels, _instances.Make(maps))).MeanAveragePrecision
            : null;
        PixelCounts counts = PixelCounts.Of(maps.Foreground.AsSpan<float>(), labels, (float)threshold);
        _f1.Add(counts.F1 ?? double.NaN);
        _map.Add(map ?? double.NaN);
    }

    private static double? MedianOf(List<double> values)
    {
        double median = SampleSummary.WithoutMissing([.. values]).Median;
        return double.IsNaN(median) ? null : median;
    }
}
