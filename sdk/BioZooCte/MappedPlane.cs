using BioZooCte.Reports.Html;
using BioZooCte.Tensors;

namespace BioZooCte;

/// <summary>The middle plane of a map.</summary>
/// <param name="Position">Its position among the map's planes.</param>
/// <param name="Planes">How many the map has.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Foreground">Probabilities, row by row.</param>
/// <param name="Consistency">Shares that keep their class, row by row.</param>
internal sealed record MappedPlane(
    int Position, int Planes, int Height, int Width, float[] Foreground, float[] Consistency)
{
    /// <summary>The middle plane.</summary>
    public static MappedPlane Of(ConsistencyMap map)
    {
        int height = map.Foreground.Shape.SizeOf(AxisIds.Y);
        int width = map.Foreground.Shape.SizeOf(AxisIds.X);
        int planes = map.Foreground.Count / (height * width);
        int position = planes / 2;
        return new MappedPlane(position, planes, height, width, Plane(map.Foreground), Plane(map.Consistency));

        float[] Plane(AxisTensor tensor) => AxisOrder
            .Reorder(tensor, [AxisIds.Time, AxisIds.Z, AxisIds.Y, AxisIds.X])
            .AsSpan<float>().Slice(position * height * width, height * width).ToArray();
    }

    /// <summary>The share of pixels whose probability is greater.</summary>
    public double ShareAbove(float threshold) => Foreground.Count(p => p > threshold) / (double)Foreground.Length;

    /// <summary>1 where something holds of this model's probability and another's, else 0.</summary>
    public float[] Where(MappedPlane other, Func<float, float, bool> holds) =>
        [.. Foreground.Zip(other.Foreground, (a, b) => holds(a, b) ? 1f : 0f)];

    /// <summary>Values of this plane, small enough for a picture.</summary>
    public GrayPlane Shrink(float[] values) =>
        GrayPlane.Shrink(values, Height, Width, GrayPlane.FactorFor(Height, Width));
}
