using System.Collections.Immutable;

namespace BioZooCte.Segmentation;

/// <summary>What counts as foreground in a model's outputs, and why.</summary>
public sealed record ForegroundRule
{
    /// <summary>The position of the output that holds it.</summary>
    public required int OutputIndex { get; init; }

    /// <summary>The output's identifier in the RDF.</summary>
    public required string OutputId { get; init; }

    /// <summary>What its values are.</summary>
    public required ForegroundValues Values { get; init; }

    /// <summary>The position of the foreground along the channel axis; null where there is no such axis, or the foreground is pooled from classes.</summary>
    public int? Channel { get; init; }

    /// <summary>The channel's name, where it has one.</summary>
    public string? ChannelName { get; init; }

    /// <summary>The background's channel where channels are classes by softmax: foreground is 1 − its probability; else null.</summary>
    public int? BackgroundChannel { get; init; }

    /// <summary>The other channels of such a model, each scored beside the pooled foreground; else empty.</summary>
    public ImmutableArray<ForegroundClass> Classes { get; init; } = [];

    /// <summary>The activation that the user asked for because the model ends without one: <c>sigmoid</c> or <c>softmax</c>; else null.</summary>
    public string? Activation { get; init; }

    /// <summary>Why the values are what they are taken for, and why this channel, in a sentence or two.</summary>
    public required string Reason { get; init; }

    /// <summary><c>channel-guessed</c> where nothing names the channel; else empty.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];
}
