using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>Makes labels of a model's prediction.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="options">The rule.</param>
internal sealed class InstanceMaker(string modelId, InstanceOptions options)
{
    /// <summary>
    /// The labels of the instances, numbered from 0, which is background; over z, y, x in C order.
    /// </summary>
    /// <exception cref="ModelRunException">The output does not become instances.</exception>
    public int[] Make(PredictedMaps maps) =>
        options.Method == InstanceMethod.Labels ? Given(maps.Values!) : Segmented(maps);

    private int[] Given(AxisTensor values) => LabelValues.TryRead(values, out int[] given, out string problem)
        ? given
        : throw new ModelRunException(
            modelId, $"its output {problem}; expected labels, whole numbers from 0 (--instances labels).");

    private int[] Segmented(PredictedMaps maps)
    {
        try
        {
            int[] labels = new int[maps.Foreground.Count];
            GridSize grid = GridSize.Of(maps.Foreground.Shape);
            ReadOnlySpan<float> boundary = maps.Boundary is null ? [] : maps.Boundary.AsSpan<float>();
            new InstanceSegmenter(options).Segment(maps.Foreground.AsSpan<float>(), boundary, grid, labels);
            return labels;
        }
        catch (ArgumentException exception)
        {
            throw new ModelRunException(modelId, $"no instances: {exception.Message}", exception);
        }
    }
}
