using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Segmentation;

/// <summary>An output that could hold the foreground: a map over y and x.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Output">What the package states about it.</param>
/// <param name="Network">What its network states about it; null where it has fewer outputs.</param>
internal sealed record OutputCandidate(int Index, OutputDescription Output, NetworkTensor? Network)
{
    /// <summary>Whether it has an axis for channels.</summary>
    public bool HasChannels => Output.IndexOfAxis(AxisIds.Channel) >= 0;

    /// <summary>The channels' names; empty where there are none.</summary>
    public ImmutableArray<string> ChannelNames =>
        Output.FindAxis(AxisIds.Channel)?.ChannelNames is { } names && (names.Length == 1 || !GivesLabels) ? names : [];

    /// <summary>The number of channels: 1 without such an axis, null where nothing states it.</summary>
    public int? ChannelCount => CountChannels();

    /// <summary>An axis that is not of an image, such as <c>index</c>; null where there is none.</summary>
    public AxisDescription? ForeignAxis => Output.Axes.FirstOrDefault(a =>
        a.Id is not (AxisIds.Batch or AxisIds.Channel or AxisIds.Time or AxisIds.Z or AxisIds.Y or AxisIds.X));

    /// <summary>Whether its identifier or a channel of it says foreground.</summary>
    public bool SaysForeground =>
        ChannelNames.Any(ForegroundWords.SayForeground) || (ForegroundWords.SayForeground(Output.Id) && !IsOther);

    /// <summary>Whether its identifier or all of its channels say something else, and none says foreground.</summary>
    public bool SaysOther => !SaysForeground && (IsOther || ForegroundWords.SayOther(Output.Id));

    /// <summary>Whether a step makes one channel of labels of all channels.</summary>
    private bool GivesLabels => Output.Processing.Any(s =>
        s is ProcessingDescription.StarDistPostprocessing or ProcessingDescription.CellposeFlowDynamics);

    private bool IsOther => !ChannelNames.IsEmpty && ChannelNames.All(ForegroundWords.SayOther);

    /// <summary>The outputs that are maps over y and x, by position.</summary>
    public static ImmutableArray<OutputCandidate> Of(ModelDescription model, NetworkDescription network) =>
        [.. model.Outputs
            .Select((o, i) => new OutputCandidate(i, o, i < network.Outputs.Length ? network.Outputs[i] : null))
            .Where(o => o.Output.IndexOfAxis(AxisIds.Y) >= 0 && o.Output.IndexOfAxis(AxisIds.X) >= 0)];

    /// <summary>The name of a channel, or null where it has none.</summary>
    public string? NameOf(int? channel) =>
        channel is int c && c < ChannelNames.Length ? ChannelNames[c] : null;

    /// <inheritdoc/>
    public override string ToString() => ChannelNames.IsEmpty
        ? $"{Output.Id}{(ChannelCount > 1 ? $" ({ChannelCount} channels)" : "")}"
        : $"{Output.Id} ({string.Join(", ", ChannelNames)})";

    private int? CountChannels()
    {
        int index = Output.IndexOfAxis(AxisIds.Channel);
        if (index < 0 || GivesLabels)
        {
            return 1;
        }

        AxisDescription axis = Output.Axes[index];
        int? inNetwork =
            Network is not null && Network.Sizes.Length == Output.Axes.Length ? Network.Sizes[index] : null;
        return axis.ChannelNames.IsEmpty
            ? axis.Size is AxisSize.Fixed stated ? stated.Size : inNetwork
            : axis.ChannelNames.Length;
    }
}
