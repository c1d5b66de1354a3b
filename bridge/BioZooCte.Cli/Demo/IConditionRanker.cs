using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>What the demo asks of the library. No label passes through here.</summary>
internal interface IConditionRanker
{
    /// <summary>The models in the order of their ranking on these images, best first.</summary>
    Task<IReadOnlyList<RankedModel>> RankAsync(
        IReadOnlyList<IImageSource> images, CancellationToken cancellationToken);

    /// <summary>A model's foreground on one image, unperturbed: y, x, float32 probability; null if it cannot run.</summary>
    Task<AxisTensor?> PredictAsync(string modelId, IImageSource image, CancellationToken cancellationToken);
}
