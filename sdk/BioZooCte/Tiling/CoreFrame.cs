using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Tiling;

/// <summary>The frame that bioimageio.core puts round a whole image: as wide as the outputs' halo.</summary>
internal static class CoreFrame
{
    /// <summary>The frame's width along each axis of the input that takes the image.</summary>
    public static int[] Widths(ModelDescription model, ModelGeometry geometry)
    {
        int[] widths = new int[geometry.Input.Length];
        foreach (OutputGeometry output in geometry.Outputs)
        {
            for (int i = 0; i < output.Axes.Length; i++)
            {
                if (output.StatedAxes[i].InputAxis is int axis and >= 0)
                {
                    double halo = model.Outputs[output.Index].Axes[i].Halo / output.StatedAxes[i].Ratio;
                    widths[axis] = Math.Max(widths[axis], (int)Math.Ceiling(halo));
                }
            }
        }

        return widths;
    }

    /// <summary>What of it has to be cut off either end of each axis of an output.</summary>
    public static ImmutableArray<int> InOutput(int[] widths, OutputGeometry output) =>
        [.. output.Processed.Axes.Select(a => a.InputAxis < 0 ? 0 : (int)Math.Round(widths[a.InputAxis] * a.Ratio))];
}
