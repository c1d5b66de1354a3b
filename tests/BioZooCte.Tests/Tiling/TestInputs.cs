using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Tiling;

/// <summary>Inputs of models as packages state them.</summary>
internal static class TestInputs
{
    /// <summary>An input with axes by letters; so many channels, any size in space and time.</summary>
    public static InputDescription Of(string letters, int channels = 1, ElementType type = ElementType.Float32) => new()
    {
        Id = "raw",
        Axes = [.. letters.Select(letter => Axis(letter, channels))],
        Elements = [new ElementDescription { Type = type }],
    };

    private static AxisDescription Axis(char letter, int channels) => new()
    {
        Id = AxisIds.FromLetter(letter),
        Type = letter switch
        {
            'b' => AxisType.Batch,
            'c' => AxisType.Channel,
            't' => AxisType.Time,
            _ => AxisType.Space,
        },
        Size = letter switch
        {
            'b' => new AxisSize.Free(),
            'c' => new AxisSize.Fixed(channels),
            _ => new AxisSize.Parameterized(16, 16),
        },
        ChannelNames = ImmutableArray<string>.Empty,
    };
}
