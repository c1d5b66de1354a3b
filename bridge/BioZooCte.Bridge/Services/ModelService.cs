using System.Collections.Immutable;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Errors;
using BioZooCte.Packages;

using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Services;

/// <summary>Tells what models there are and what images they take.</summary>
internal sealed class ModelService
{
    private const int UsualPage = 100;
    private const int LargestPage = 1000;

    private readonly BridgeParts _parts;

    /// <summary>The service.</summary>
    public ModelService(BridgeParts parts)
    {
        _parts = parts;
        Table = new ServiceTable(ModelServiceReflection.Descriptor.FindTypeByName<ServiceDescriptor>("ModelService"))
            .Unary<ListModelsRequest, ListModelsResponse>("ListModels", ListAsync)
            .Unary<InspectModelRequest, InspectModelResponse>("InspectModel", InspectAsync)
            .Unary<CheckCompatibilityRequest, CheckCompatibilityResponse>("CheckCompatibility", CheckAsync);
    }

    /// <summary>The handlers.</summary>
    public ServiceTable Table { get; }

    private async Task<ListModelsResponse> ListAsync(ListModelsRequest request, ServerCall call)
    {
        int size = request.PageSize == 0 ? UsualPage : (int)Math.Min(request.PageSize, LargestPage);
        CatalogEntry[] rest = [.. _parts.Catalog.Find().SkipWhile(
            entry => request.PageToken.Length > 0 && string.CompareOrdinal(entry.Name, request.PageToken) <= 0)];
        ListModelsResponse response = new();
        foreach (CatalogEntry entry in rest.Take(size))
        {
            InspectModelResponse known = await _parts.Library.InspectAsync(entry, call.CancellationToken).ConfigureAwait(false);
            response.Models.Add(known.Model);
        }

        if (rest.Length > size)
        {
            response.NextPageToken = rest[size - 1].Name;
        }

        return response;
    }

    private Task<InspectModelResponse> InspectAsync(InspectModelRequest request, ServerCall call)
    {
        Invalid.If(request.Model.Length == 0, "model", "is empty; expected a name that ListModels gives");
        return _parts.Library.InspectAsync(_parts.Catalog.Find([request.Model])[0], call.CancellationToken);
    }

    private async Task<CheckCompatibilityResponse> CheckAsync(CheckCompatibilityRequest request, ServerCall call)
    {
        SpooledImageDescription description = ImageMapper.ToDescription("image", request.Image);
        using SpooledImage image = new(description, NoStorage.Instance);
        Tiling.ImageSelection selection = SettingsMapper.ToSelection(request.Selection);
        CheckCompatibilityResponse response = new();
        foreach (CatalogEntry entry in _parts.Catalog.Find(request.Models))
        {
            ImmutableArray<string> reasons =
                await ReasonsAsync(entry, image, selection, call.CancellationToken).ConfigureAwait(false);
            response.Models.Add(new ModelCompatibility
            {
                Model = entry.Name,
                IsCompatible = reasons.IsEmpty,
                Reasons = { reasons },
            });
        }

        return response;
    }

    private async Task<ImmutableArray<string>> ReasonsAsync(
        CatalogEntry entry, SpooledImage image, Tiling.ImageSelection selection, CancellationToken cancellationToken)
    {
        try
        {
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(entry.Source, new PackageOptions(), cancellationToken).ConfigureAwait(false);
            return await ImageCompatibility
                .ReasonsAgainstAsync(package, _parts.Backend, image, selection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            return [exception.Message];
        }
    }
}
