using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Segmentation;

/// <summary>
/// Reads from a package what its model segments: from the name of the foreground's channel, else from the tags, else
/// from the name, else from the description. The first of them that says anything decides; it may say several.
/// </summary>
internal static class StructureReader
{
    /// <summary>The structures, in the order of their mention; none where nothing says it.</summary>
    /// <param name="model">What the package states.</param>
    /// <param name="foreground">What counts as foreground; null where that is not decided.</param>
    public static ImmutableArray<SegmentedStructure> Read(ModelDescription model, ForegroundRule? foreground)
    {
        (string Place, IEnumerable<string> Texts)[] places =
        [
            ("channel", foreground is null ? ChannelNames(model) : ChannelNames(foreground)),
            ("tag", model.Tags),
            ("name", [model.Name]),
            ("description", [model.Description]),
        ];
        foreach ((string place, IEnumerable<string> texts) in places)
        {
            ImmutableArray<SegmentedStructure> said =
            [
                .. texts.SelectMany(KnownStructures.FindIn)
                    .DistinctBy(found => found.Name)
                    .Select(found => new SegmentedStructure(found.Name, place, found.Words)),
            ];
            if (!said.IsEmpty)
            {
                return said;
            }
        }

        return [];
    }

    private static IEnumerable<string> ChannelNames(ForegroundRule rule) =>
        rule.Classes.Select(c => c.Name).Append(rule.ChannelName ?? "");

    /// <summary>Without those beside the foreground: a boundary that helps to part objects is not what they are.</summary>
    private static IEnumerable<string> ChannelNames(ModelDescription model) => model.Outputs
        .SelectMany(output => output.Axes)
        .SelectMany(axis => axis.ChannelNames)
        .Where(name => !ForegroundWords.SayOther(name));
}
