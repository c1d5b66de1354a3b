using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Predictions;

/// <summary>The foreground of an image, or its objects.</summary>
internal sealed class PredictionWork : ImageWork
{
    private readonly PredictionOptions _options;
    private readonly InstanceOptions _instances;

    private PredictionWork(PredictSettings settings)
    {
        Settings = settings;
        _options = new PredictionOptions
        {
            Foreground = SettingsMapper.ToForeground(settings.Foreground, settings.Activation),
            Selection = SettingsMapper.ToSelection(settings.Selection),
            TileSize = SettingsMapper.ToTileSize(settings.Tile),
        };
        _instances = SettingsMapper.ToInstances(
            settings.Instances,
            settings.HasMinSize ? settings.MinSize : null,
            SettingsMapper.ToThreshold(settings.HasThreshold ? settings.Threshold : null));
    }

    /// <summary>What the client asked.</summary>
    public PredictSettings Settings { get; }

    /// <inheritdoc/>
    public override string Model => Settings.Model;

    /// <summary>What settings ask.</summary>
    /// <exception cref="Grpc.RpcException">They ask nothing that can be done.</exception>
    public static PredictionWork Of(PredictSettings settings)
    {
        Invalid.If(settings.Model.Length == 0, "settings.model", "is empty; expected a name that ListModels gives");
        Invalid.If(
            settings.Kind is not (PredictionKind.Foreground or PredictionKind.Labels),
            "settings.kind",
            $"is {(int)settings.Kind}; expected {(int)PredictionKind.Foreground} (foreground) or {(int)PredictionKind.Labels} (labels)");
        return new PredictionWork(settings);
    }

    /// <inheritdoc/>
    public override async Task<AxisTensor> RunAsync(
        IModelBackend backend, string source, IImageSource image, CancellationToken cancellationToken)
    {
        using ModelPackage package = await ModelPackageReader
            .OpenAsync(source, new PackageOptions(), cancellationToken).ConfigureAwait(false);
        return Settings.Kind == PredictionKind.Labels
            ? await ModelPredictor.PredictLabelsAsync(backend, package, image, _instances, _options, cancellationToken)
                .ConfigureAwait(false)
            : await ModelPredictor.PredictForegroundAsync(backend, package, image, _options, cancellationToken)
                .ConfigureAwait(false);
    }
}
