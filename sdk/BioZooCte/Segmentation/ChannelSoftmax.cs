using System.Numerics.Tensors;

using BioZooCte.Tensors;

namespace BioZooCte.Segmentation;

/// <summary>e^x / Σ e^x over channels, for one of them.</summary>
internal static class ChannelSoftmax
{
    /// <summary>The probability of a channel, float32, without the channel axis.</summary>
    /// <param name="tensor">Any type; the channel is the first axis.</param>
    /// <param name="channel">The channel.</param>
    public static AxisTensor Of(AxisTensor tensor, int channel)
    {
        int channels = tensor.Shape[0].Size;
        AxisTensor logits = ElementConverter.Cast(tensor, ElementType.Float32);
        TensorShape shape = new(tensor.Shape.Skip(1));
        AxisTensor result = AxisTensor.Uninitialized(shape, ElementType.Float32);
        Span<float> probability = result.AsSpan<float>();
        ReadOnlySpan<float> values = logits.AsSpan<float>();
        int plane = probability.Length;
        float[] greatest = values[..plane].ToArray();
        for (int c = 1; c < channels; c++)
        {
            TensorPrimitives.Max(greatest, values.Slice(c * plane, plane), greatest);
        }

        float[] sum = new float[plane];
        float[] power = new float[plane];
        for (int c = 0; c < channels; c++)
        {
            TensorPrimitives.Subtract(values.Slice(c * plane, plane), greatest, power);
            TensorPrimitives.Exp(power, power);
            TensorPrimitives.Add(sum, power, sum);
            if (c == channel)
            {
                power.CopyTo(probability);
            }
        }

        TensorPrimitives.Divide(probability, sum, probability);
        return result;
    }
}
