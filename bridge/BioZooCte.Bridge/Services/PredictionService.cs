using System.Runtime.CompilerServices;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Predictions;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.V1;
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
        PredictionWork work = PredictionWork.Of(settings);
        CatalogEntry entry = _parts.Catalog.Find([work.Model])[0];
        using Release memory = _parts.AtEndOfImages();
        SingleImageCall image = new(
            _parts,
            settings.Image,
            RequestParts.Of(stream, r => (r.Chunk, r.Tile)),
            position => responses.WriteAsync(new PredictResponse { Queued = position }, call.CancellationToken));
        AxisTensor result = await image.RunAsync(
            (received, token) => _parts.Images.RunAsync(work, entry, received, token),
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
        ConsistencyWork work = ConsistencyWork.Of(settings);
        CatalogEntry entry = _parts.Catalog.Find([work.Model])[0];
        using Release memory = _parts.AtEndOfImages();
        SingleImageCall image = new(
            _parts,
            settings.Image,
            RequestParts.Of(stream, r => (r.Chunk, r.Tile)),
            position => responses.WriteAsync(new MapConsistencyResponse { Queued = position }, call.CancellationToken));
        AxisTensor map = await image.RunAsync(
            (received, token) => _parts.Images.RunAsync(work, entry, received, token),
            call).ConfigureAwait(false);
        await SingleImageCall.SendAsync(
            ImageMapper.ToHeader(settings.Image.Name, map, ConsistencyMap.ChannelNames),
            map,
            header => responses.WriteAsync(new MapConsistencyResponse { Header = header }, call.CancellationToken),
            chunk => responses.WriteAsync(new MapConsistencyResponse { Chunk = chunk }, call.CancellationToken))
            .ConfigureAwait(false);
    }
}
