using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>How a model's input and outputs lie over one another, and which sizes its network takes.</summary>
internal sealed record ModelGeometry
{
    /// <summary>The model's identifier, for messages.</summary>
    public required string ModelId { get; init; }

    /// <summary>The input's axes, in its order.</summary>
    public required ImmutableArray<AxisGeometry> Input { get; init; }

    /// <summary>The outputs that are wanted.</summary>
    public required ImmutableArray<OutputGeometry> Outputs { get; init; }

    /// <summary>Whether a pixel's result depends on all pixels, so that a tile's result is not the whole's.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether the halo covers all that a result depends on, or the package vouches for it.</summary>
    public bool IsHaloSufficient { get; init; } = true;

    /// <summary>
    /// The same with more context: a feature between whose neighbours a position lies may lie up to half an element
    /// beyond it.
    /// </summary>
    public ModelGeometry WithContextOf(ImmutableArray<FeatureLayer> layers)
    {
        int inPlane = ContextOf(layers.Select(layer => layer.Downsampling));
        int alongSlices = ContextOf(layers.Select(layer => layer.DepthDownsampling));
        return this with
        {
            Input =
            [
                .. Input.Select(axis => axis with
                {
                    Halo = !axis.IsCut ? axis.Halo : axis.Halo + axis.Id switch
                    {
                        AxisIds.Y or AxisIds.X => inPlane,
                        AxisIds.Z => alongSlices,
                        _ => 0,
                    },
                }),
            ],
        };
    }

    /// <summary>Half the largest element; where elements are pixels, none lies between them.</summary>
    private static int ContextOf(IEnumerable<double> factors) =>
        (int)Math.Ceiling(factors.Where(factor => factor > 1).DefaultIfEmpty(0).Max() / 2);
}
