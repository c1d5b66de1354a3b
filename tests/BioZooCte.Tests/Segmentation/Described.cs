using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Segmentation;

/// <summary>Descriptions of models with the outputs that a test is about.</summary>
internal static class Described
{
    private static readonly RdfMapping EmptyRdf = new(1, []);

    public static ModelDescription Model(params OutputDescription[] outputs) => new()
    {
        FormatVersion = "0.5.4",
        Name = "model",
        Inputs = [],
        Outputs = [.. outputs],
        Weights = [],
        Rdf = EmptyRdf,
    };

    public static OutputDescription Output(
        string id, string axes, string[]? channels = null, params ProcessingDescription[] steps) => new()
        {
            Id = id,
            Axes = [.. axes.Select(letter => Axis(AxisIds.FromLetter(letter), channels))],
            Elements = [new ElementDescription { Type = ElementType.Float32 }],
            Processing = [.. steps],
        };

    public static OutputDescription With(this OutputDescription output, ElementDescription element) =>
        output with { Elements = [element] };

    /// <summary>A network that fits the model, each of its outputs ending in the operator.</summary>
    public static NetworkDescription Network(
        ModelDescription model,
        string? lastOperator = null,
        ElementType type = ElementType.Float32,
        int? channels = null) => new()
        {
            Inputs = [],
            Outputs = [.. model.Outputs.Select(o => new NetworkTensor(
                "82",
                type,
                [.. o.Axes.Select(a => a.Id == AxisIds.Channel ? channels : null)],
                lastOperator))],
            Sha256 = "",
        };

    public static ForegroundRule Decide(
        ModelDescription model, ForegroundOptions? options = null, NetworkDescription? network = null) =>
        ForegroundDecision.Decide("m", model, network ?? Network(model), options ?? new ForegroundOptions());

    private static AxisDescription Axis(string id, string[]? channels) => new()
    {
        Id = id,
        Type = id switch
        {
            AxisIds.Batch => AxisType.Batch,
            AxisIds.Channel => AxisType.Channel,
            AxisIds.Index => AxisType.Index,
            AxisIds.Time => AxisType.Time,
            _ => AxisType.Space,
        },
        Size = id == AxisIds.Channel && channels is not null
            ? new AxisSize.Fixed(channels.Length)
            : new AxisSize.Free(),
        ChannelNames = id == AxisIds.Channel && channels is not null ? [.. channels] : ImmutableArray<string>.Empty,
    };
}
