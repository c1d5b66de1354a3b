using System.Collections.Immutable;

using BioZooCte.Models.Processing;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>A model's foreground on a part of a sample: its map, and one for each class where there are several.</summary>
/// <param name="Foreground">The probabilities (float32), axes in the order t, z, y, x.</param>
/// <param name="Classes">The same for each class of the rule.</param>
/// <param name="Region">Where they lie in the output of the whole sample.</param>
internal sealed record ForegroundMaps(AxisTensor Foreground, ImmutableArray<AxisTensor> Classes, TensorRegion Region)
{
    /// <summary>The foreground of a part of an output, given as the network gave it.</summary>
    /// <param name="output">The part.</param>
    /// <param name="processing">The output's steps.</param>
    /// <param name="statistics">The sample's statistics.</param>
    /// <param name="extractor">Takes the foreground.</param>
    /// <param name="arena">Where the maps stand; null for memory of their own.</param>
    public static ForegroundMaps Of(
        TileOutput output,
        TensorProcessing processing,
        ProcessingStatistics statistics,
        ForegroundExtractor extractor,
        TensorArena? arena = null)
    {
        AxisTensor processed = processing.Apply(output.Tensor, output.Region, statistics, arena);
        return Of(processed, output.Region, extractor, arena);
    }

    /// <summary>The foreground of a part of an output, given as the model gives it.</summary>
    /// <param name="processed">The part, after all steps.</param>
    /// <param name="region">Where it lies in the output.</param>
    /// <param name="extractor">Takes the foreground.</param>
    /// <param name="arena">Where the maps stand; null for memory of their own.</param>
    public static ForegroundMaps Of(
        AxisTensor processed, TensorRegion region, ForegroundExtractor extractor, TensorArena? arena = null) => new(
        extractor.Extract(processed, arena),
        [.. extractor.Rule.Classes.Select((_, i) => extractor.ExtractClass(processed, i, arena))],
        region);
}
