using System.Numerics.Tensors;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>What a model that takes one channel makes of red, green and blue.</summary>
internal static class RgbPlanes
{
    /// <summary>The weights of red, green and blue in the luminance: ITU-R BT.709, as scikit-image's rgb2gray.</summary>
    private static readonly float[] LuminanceWeights = [0.2125f, 0.7154f, 0.0721f];

    /// <summary>Whether the three are equal everywhere, so that the image is gray. Reads all of it.</summary>
    public static async ValueTask<bool> AreEqualAsync(IImageSource image, CancellationToken cancellationToken)
    {
        foreach (TensorRegion band in TensorBands.Of(image.Shape))
        {
            AxisTensor tensor = AxisTensor.Uninitialized(band.Shape, image.ElementType);
            await image.ReadAsync(band, tensor, cancellationToken).ConfigureAwait(false);
            AxisTensor red = Plane(tensor, 0);
            if (!red.Bytes.SequenceEqual(Plane(tensor, 1).Bytes) || !red.Bytes.SequenceEqual(Plane(tensor, 2).Bytes))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The luminance as float32, in the image's units; a channel axis of length 1 stays.</summary>
    public static AxisTensor Luminance(AxisTensor rgb)
    {
        AxisTensor sum = new(rgb.Shape.WithSize(AxisIds.Channel, 1), ElementType.Float32);
        Span<float> target = sum.AsSpan<float>();
        for (int channel = 0; channel < LuminanceWeights.Length; channel++)
        {
            AxisTensor plane = ElementConverter.Cast(Plane(rgb, channel), ElementType.Float32);
            TensorPrimitives.MultiplyAdd(plane.AsSpan<float>(), LuminanceWeights[channel], target, target);
        }

        return sum;
    }

    private static AxisTensor Plane(AxisTensor tensor, int channel) =>
        AxisGather.Gather(tensor, AxisIds.Channel, [channel]);
}
