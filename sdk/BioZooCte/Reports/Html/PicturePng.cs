using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Images;
using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Reports.Html;

/// <summary>Planes as the bytes of PNG files.</summary>
internal static class PicturePng
{
    private static readonly Percentile[] Contrast = [new(0.5), new(99.5)];

    /// <summary>Grey, with 0 black and 1 white.</summary>
    public static ImmutableArray<byte> OfShares(GrayPlane plane) => Gray(plane, 0, 1);

    /// <summary>Grey, from the 0.5th percentile, black, to the 99.5th, white.</summary>
    public static ImmutableArray<byte> OfImage(GrayPlane plane)
    {
        Span<double> ends = stackalloc double[2];
        Percentiles.Of<float>(
            plane.Values, new float[Math.Max(plane.Values.Length, Percentiles.SortedAtMost)], Contrast, ends);
        return Gray(plane, ends[0], ends[1]);
    }

    /// <summary>A colour for each share, mixed.</summary>
    /// <param name="parts">The shares of each pixel, which add up to 1 at most; what is left is black. A colour is 0xRRGGBB.</param>
    public static ImmutableArray<byte> OfParts(params ReadOnlySpan<(GrayPlane Share, int Color)> parts)
    {
        GrayPlane first = parts[0].Share;
        byte[] pixels = new byte[3 * first.Values.Length];
        for (int i = 0; i < first.Values.Length; i++)
        {
            (double r, double g, double b) = (0, 0, 0);
            foreach ((GrayPlane share, int color) in parts)
            {
                r += share.Values[i] * ((color >> 16) & 0xFF);
                g += share.Values[i] * ((color >> 8) & 0xFF);
                b += share.Values[i] * (color & 0xFF);
            }

            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (Round(r), Round(g), Round(b));
        }

        return Bytes(AxisTensor.FromArray<byte>(TensorShape.Of("yxc", first.Height, first.Width, 3), pixels));
    }

    private static ImmutableArray<byte> Gray(GrayPlane plane, double low, double high)
    {
        double scale = high > low ? 255 / (high - low) : 0;
        byte[] pixels = [.. plane.Values.Select(value => Round((value - low) * scale))];
        return Bytes(AxisTensor.FromArray<byte>(TensorShape.Of("yx", plane.Height, plane.Width), pixels));
    }

    private static byte Round(double value) =>
        double.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static ImmutableArray<byte> Bytes(AxisTensor tensor) =>
        ImmutableCollectionsMarshal.AsImmutableArray(PngWriter.ToBytes(tensor));
}
