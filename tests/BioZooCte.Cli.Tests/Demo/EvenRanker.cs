using BioZooCte.Cli.Demo;
using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Demo;

/// <summary>Ranks three models whose prediction is the same everywhere: all, nothing, none given.</summary>
internal sealed class EvenRanker : IConditionRanker
{
    public List<string> Seen { get; } = [];

    public Task<IReadOnlyList<PlacedModel>> RankAsync(
        IReadOnlyList<IImageSource> images, IProgress<double> progress, CancellationToken cancellationToken)
    {
        progress.Report(0.5);
        Seen.AddRange(images.Select(i => i.Name));
        return Task.FromResult<IReadOnlyList<PlacedModel>>(
        [
            new("all", 0.9, 0.8, 1.0, "predicts-everything"), new("nothing", 0.5, null, null, ""),
            new("broken", null, null, null, "cannot run"),
        ]);
    }

    public Task<AxisTensor?> PredictAsync(string modelId, IImageSource image, CancellationToken cancellationToken)
    {
        AxisTensor probability = new(image.Shape, ElementType.Float32);
        probability.AsSpan<float>().Fill(modelId == "all" ? 1 : 0);
        return Task.FromResult(modelId == "broken" ? null : probability);
    }
}
