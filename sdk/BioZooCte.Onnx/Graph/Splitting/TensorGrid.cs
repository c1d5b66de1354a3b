using System.Collections.Immutable;

using BioZooCte.Onnx.Graph.Tracing;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>How a tensor of features lies over the image.</summary>
/// <param name="Axes">The identifiers of its axes: batch, channel and what of z, y, x it has, in its order.</param>
/// <param name="Downsampling">Positions of the input from one element to the next along y and x.</param>
/// <param name="Coarseness">The same over y, x and z together: the share of the input's positions, inverted.</param>
internal sealed record TensorGrid(ImmutableArray<string> Axes, double Downsampling, double Coarseness)
{
    private static readonly ImmutableArray<string>[] Layouts =
    [
        [AxisIds.Batch, AxisIds.Channel, AxisIds.Y, AxisIds.X],
        [AxisIds.Batch, AxisIds.Y, AxisIds.X, AxisIds.Channel],
        [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X],
        [AxisIds.Batch, AxisIds.Z, AxisIds.Y, AxisIds.X, AxisIds.Channel],
    ];

    /// <summary>Positions of the input from one element to the next along z; 1 where there is no such axis.</summary>
    public double DepthDownsampling { get; init; } = 1;

    /// <summary>Whether two tensors are of one resolution, whatever was rounded on the way.</summary>
    public bool IsAsCoarseAs(TensorGrid other) =>
        Math.Abs(Coarseness - other.Coarseness) <= 0.1 * Math.Max(Coarseness, other.Coarseness);

    /// <summary>
    /// How a tensor lies over the image; null where it is no grid over it: what was pooled to one value, tokens,
    /// tables.
    /// </summary>
    /// <param name="sizes">Its sizes, as measured.</param>
    /// <param name="traced">What following the graph says of it; null for nothing.</param>
    /// <param name="image">The input that it was measured with.</param>
    public static TensorGrid? Find(long[] sizes, TracedTensor? traced, ImagePlace image)
    {
        if (sizes.Length == 5 && image.Z < 0)
        {
            return null;
        }

        bool isTraced = traced is { IsKnown: true } && traced.Sizes.AsSpan().SequenceEqual(sizes);
        foreach (ImmutableArray<string> axes in Layouts.Where(layout => layout.Length == sizes.Length))
        {
            int y = axes.IndexOf(AxisIds.Y);
            if ((sizes[y] > 1 || sizes[y + 1] > 1)
                && FindDownsampling(sizes, isTraced ? traced : null, image, y) is double downsampling)
            {
                double depth = axes.Contains(AxisIds.Z) ? (double)image.Sizes[image.Z] / sizes[y - 1] : 1;
                bool isDepthTraced = isTraced && axes.Contains(AxisIds.Z) && traced!.Dimensions[y - 1].Axis == image.Z;
                return new TensorGrid(axes, downsampling, downsampling * downsampling * depth)
                {
                    DepthDownsampling = isDepthTraced ? StepOf(traced!.Dimensions[y - 1]) : depth,
                };
            }
        }

        return null;
    }

    private static double StepOf(DimensionTrace dimension) =>
        (double)dimension.Jump.Numerator / dimension.Jump.Denominator;

    private static double? FindDownsampling(long[] sizes, TracedTensor? traced, ImagePlace image, int y)
    {
        if (traced is not null)
        {
            DimensionTrace rows = traced.Dimensions[y];
            DimensionTrace columns = traced.Dimensions[y + 1];
            if (rows.Axis == image.Y && columns.Axis == image.X)
            {
                return rows.Jump == columns.Jump ? StepOf(rows) : null;
            }

            if ((rows.Mixed == 0 && columns.Mixed == 0) || (rows.Axis >= 0 && columns.Axis >= 0))
            {
                return null;
            }
        }

        double downsampling = (double)image.Sizes[image.Y] / sizes[y];
        double width = image.Sizes[image.X] / downsampling;
        return Math.Abs(width - sizes[y + 1]) < 1 ? downsampling : null;
    }
}
