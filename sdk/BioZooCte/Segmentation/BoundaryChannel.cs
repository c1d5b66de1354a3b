using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Segmentation;

/// <summary>
/// The channel that holds the probability of boundaries between objects, beside the foreground's.
/// </summary>
internal static class BoundaryChannel
{
    /// <summary>
    /// The position of the first channel whose name says boundary; of two channels that no one named, of
    /// which the first is foreground, the second. Null where there is none.
    /// </summary>
    /// <param name="output">The output that holds the foreground.</param>
    /// <param name="channels">How many channels it has.</param>
    /// <param name="rule">What counts as foreground in it.</param>
    public static int? Of(OutputDescription output, int channels, ForegroundRule rule)
    {
        if (rule.Values == ForegroundValues.Decision)
        {
            return null;
        }

        ImmutableArray<string> names = output.FindAxis(AxisIds.Channel)?.ChannelNames ?? [];
        for (int i = 0; i < names.Length; i++)
        {
            if (i != rule.Channel && ForegroundWords.SayBoundary(names[i]))
            {
                return i;
            }
        }

        bool isUnnamed = names.All(ForegroundChannel.IsNumber);
        return isUnnamed && channels == 2 && rule is { Channel: 0, BackgroundChannel: null } ? 1 : null;
    }
}
