using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;

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
            KnownModel known = await _parts.Library.InspectAsync(entry, call.CancellationToken).ConfigureAwait(false);
            response.Models.Add(known.Message.Model);
        }

        if (rest.Length > size)
        {
            response.NextPageToken = rest[size - 1].Name;
        }

        return response;
    }

    private async Task<InspectModelResponse> InspectAsync(InspectModelRequest request, ServerCall call)
    {
        Invalid.If(request.Model.Length == 0, "model", "is empty; expected a name that ListModels gives");
        KnownModel known = await _parts.Library
            .InspectAsync(_parts.Catalog.Find([request.Model])[0], call.CancellationToken).ConfigureAwait(false);
        return known.Message;
    }

    private async Task<CheckCompatibilityResponse> CheckAsync(CheckCompatibilityRequest request, ServerCall call)
    {
        SpooledImageDescription description = ImageMapper.ToDescription("image", request.Image);
        using SpooledImage image = new(description, NoStorage.Instance);
        Tiling.ImageSelection selection = SettingsMapper.ToSelection(request.Selection);
        CheckCompatibilityResponse response = new();
        foreach (CatalogEntry entry in _parts.Catalog.Find(request.Models))
        {
            KnownModel known = await _parts.Library.InspectAsync(entry, call.CancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> reasons = known.Inspection is null
                ? known.Message.Model.ReasonsAgainst
                : await ImageCompatibility
                    .ReasonsAgainstAsync(known.Inspection, image, selection, call.CancellationToken).ConfigureAwait(false);
            response.Models.Add(new ModelCompatibility
            {
                Model = entry.Name,
                IsCompatible = reasons.Count == 0,
                Reasons = { reasons },
            });
        }

        return response;
    }
}
