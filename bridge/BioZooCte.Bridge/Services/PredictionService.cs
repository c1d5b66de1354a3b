using System.Runtime.CompilerServices;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
using BioZooCte.Packages;
using BioZooCte.Tensors;

using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Services;

/// <summary>Runs one model on one image that a client streams.</summary>
internal sealed class PredictionService
{
    private readonly BridgeParts _parts;

    /// <summary>The service.</summary>
    public PredictionService(BridgeParts parts)
    {
        _parts = parts;
        Table = new ServiceTable(
            PredictionServiceReflection.Descriptor.FindTypeByName<ServiceDescriptor>("PredictionService"))
            .Duplex<PredictRequest, PredictResponse>("Predict", PredictAsync)
            .Duplex<MapConsistencyRequest, MapConsistencyResponse>("MapConsistency", MapAsync);
    }

    /// <summary>The handlers.</summary>
    public ServiceTable Table { get; }

    private async Task PredictAsync(
        IAsyncEnumerable<PredictRequest> requests, IResponseStream<PredictResponse> responses, ServerCall call)
    {
        IAsyncEnumerator<PredictRequest> stream = requests.GetAsyncEnumerator(call.CancellationToken);
        await using ConfiguredAsyncDisposable ending = stream.ConfigureAwait(false);
        PredictSettings settings = await RequestParts.SettingsAsync(stream, r => r.Settings).ConfigureAwait(false);
        Invalid.If(settings.Model.Length == 0, "settings.model", "is empty; expected a name that ListModels gives");
        Invalid.If(
            settings.Kind is not (PredictionKind.Foreground or PredictionKind.Labels),
            "settings.kind",
            $"is {(int)settings.Kind}; expected {(int)PredictionKind.Foreground} (foreground) or {(int)PredictionKind.Labels} (labels)");
        CatalogEntry entry = _parts.Catalog.Find([settings.Model])[0];
        PredictionOptions options = new()
        {
            Foreground = SettingsMapper.ToForeground(settings.Foreground, settings.Activation),
            Selection = SettingsMapper.ToSelection(settings.Selection),
            TileSize = SettingsMapper.ToTileSize(settings.Tile),
        };
        double threshold = SettingsMapper.ToThreshold(settings.HasThreshold ? settings.Threshold : null);
        Instances.InstanceOptions instances = SettingsMapper.ToInstances(
            settings.Instances, settings.HasMinSize ? settings.MinSize : null, threshold);
        using Release memory = _parts.AtEndOfImages();
        SingleImageCall image = new(
            _parts,
            settings.Image,
            RequestParts.Of(stream, r => (r.Chunk, r.Tile)),
            position => responses.WriteAsync(new PredictResponse { Queued = position }, call.CancellationToken));
        AxisTensor result = await image.RunAsync(
            async (source, token) =>
            {
                using ModelPackage package =
                    await ModelPackageReader.OpenAsync(entry.Source, new PackageOptions(), token).ConfigureAwait(false);
                return settings.Kind == PredictionKind.Labels
                    ? await ModelPredictor.PredictLabelsAsync(_parts.Backend, package, source, instances, options, token)
                        .ConfigureAwait(false)
                    : await ModelPredictor.PredictForegroundAsync(_parts.Backend, package, source, options, token)
                        .ConfigureAwait(false);
            },
            call).ConfigureAwait(false);
        await SingleImageCall.SendAsync(
            ImageMapper.ToHeader(settings.Image.Name, result),
            result,
            header => responses.WriteAsync(new PredictResponse { Header = header }, call.CancellationToken),
            chunk => responses.WriteAsync(new PredictResponse { Chunk = chunk }, call.CancellationToken)).ConfigureAwait(false);
    }

    private async Task MapAsync(
        IAsyncEnumerable<MapConsistencyRequest> requests,
        IResponseStream<MapConsistencyResponse> responses,
        ServerCall call)
    {
        IAsyncEnumerator<MapConsistencyRequest> stream = requests.GetAsyncEnumerator(call.CancellationToken);
        await using ConfiguredAsyncDisposable ending = stream.ConfigureAwait(false);
        MapConsistencySettings settings = await RequestParts.SettingsAsync(stream, r => r.Settings).ConfigureAwait(false);
        int models = settings.Ranking?.Models.Count ?? 0;
        Invalid.If(models != 1, "settings.ranking.models", $"has {models}; expected one");
        CatalogEntry entry = _parts.Catalog.Find(settings.Ranking!.Models)[0];
        ConsistencyMapper mapper = new(_parts.Backend, SettingsMapper.ToOptions(settings.Ranking));
        using Release memory = _parts.AtEndOfImages();
        SingleImageCall image = new(
            _parts,
            settings.Image,
            RequestParts.Of(stream, r => (r.Chunk, r.Tile)),
            position => responses.WriteAsync(new MapConsistencyResponse { Queued = position }, call.CancellationToken));
        AxisTensor map = await image.RunAsync(
            async (source, token) =>
                (await mapper.MapAsync(entry.Source, source, token).ConfigureAwait(false)).ToTensor(),
            call).ConfigureAwait(false);
        await SingleImageCall.SendAsync(
            ImageMapper.ToHeader(settings.Image.Name, map, ConsistencyMap.ChannelNames),
            map,
            header => responses.WriteAsync(new MapConsistencyResponse { Header = header }, call.CancellationToken),
            chunk => responses.WriteAsync(new MapConsistencyResponse { Chunk = chunk }, call.CancellationToken))
            .ConfigureAwait(false);
    }
}
