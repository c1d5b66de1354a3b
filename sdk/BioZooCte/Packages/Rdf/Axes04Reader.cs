using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads axes, shape and halo of a tensor of format 0.4, which stand in parallel lists. A batch axis may have
/// any length unless a list of lengths fixes it.
/// </summary>
internal static class Axes04Reader
{
    private const string Letters = "bitczyx";

    /// <summary>The axes; none, with problems, where the lists do not fit.</summary>
    public static ImmutableArray<AxisDescription> Read(RdfField tensor, bool isOutput)
    {
        RdfField field = tensor["axes"].Require($"letters of {Letters}");
        string letters = field.ReadText($"letters of {Letters}") ?? "";
        if (letters.Any(c => !Letters.Contains(c)) || letters.Distinct().Count() != letters.Length
            || (letters.Length == 0 && !field.IsAbsent))
        {
            field.Fail($"letters of {Letters}, each at most once");
            return [];
        }

        ImmutableArray<AxisSize>? sizes = Shape04Reader.Read(tensor["shape"], letters, isOutput);
        ImmutableArray<int> halo = isOutput ? ReadHalo(tensor["halo"], letters.Length) : [];
        return sizes is null || letters.Length == 0 ? [] :
        [
            .. letters.Select((letter, i) => new AxisDescription
            {
                Id = AxisIds.FromLetter(letter),
                Type = TypeOf(letter),
                Size = sizes.Value[i],
                Halo = i < halo.Length ? halo[i] : 0,
            }),
        ];
    }

    private static AxisType TypeOf(char letter) => letter switch
    {
        'b' => AxisType.Batch,
        'c' => AxisType.Channel,
        'i' => AxisType.Index,
        't' => AxisType.Time,
        _ => AxisType.Space,
    };

    private static ImmutableArray<int> ReadHalo(RdfField halo, int axisCount)
    {
        ImmutableArray<RdfField> items = halo.ReadItems("a list of whole numbers");
        if (halo.Node is RdfSequence && items.Length != axisCount)
        {
            halo.Fail($"a list of {items.Length}", $"one whole number for each of {axisCount} axes");
            return [];
        }

        return [.. items.Select(
            item => item.Require("a whole number").ReadWhole(0, "a whole number, at least 0") ?? 0)];
    }
}
