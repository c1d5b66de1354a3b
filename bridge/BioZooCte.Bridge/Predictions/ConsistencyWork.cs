using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Predictions;

/// <summary>Where a model keeps its answer when the image is changed a little.</summary>
internal sealed class ConsistencyWork : ImageWork
{
    private readonly EstimationOptions _options;

    private ConsistencyWork(MapConsistencySettings settings)
    {
        Settings = settings;
        _options = SettingsMapper.ToOptions(settings.Ranking);
    }

    /// <summary>What the client asked.</summary>
    public MapConsistencySettings Settings { get; }

    /// <inheritdoc/>
    public override string Model => Settings.Ranking.Models[0];

    /// <summary>What settings ask.</summary>
    /// <exception cref="Grpc.RpcException">They ask nothing that can be done.</exception>
    public static ConsistencyWork Of(MapConsistencySettings settings)
    {
        int models = settings.Ranking?.Models.Count ?? 0;
        Invalid.If(models != 1, "settings.ranking.models", $"has {models}; expected one");
        return new ConsistencyWork(settings);
    }

    /// <inheritdoc/>
    public override async Task<AxisTensor> RunAsync(
        IModelBackend backend, string source, IImageSource image, CancellationToken cancellationToken) =>
        (await new ConsistencyMapper(backend, _options).MapAsync(source, image, cancellationToken).ConfigureAwait(false))
            .ToTensor();
}
