using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>What the demo asks of the library. No label passes through here.</summary>
internal interface IConditionRanker
{
    /// <summary>The models in the order of their ranking on these images, best first.</summary>
    /// <param name="images">The images of one condition.</param>
    /// <param name="progress">Is told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<PlacedModel>> RankAsync(
        IReadOnlyList<IImageSource> images, IProgress<double> progress, CancellationToken cancellationToken);

    /// <summary>A model's unperturbed foreground: float32 probabilities; null if it cannot run.</summary>
    Task<AxisTensor?> PredictAsync(string modelId, IImageSource image, CancellationToken cancellationToken);
}
