using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>The little arithmetic that packages' test tensors need.</summary>
internal static class TestTensors
{
    /// <summary>The greatest difference of two float32 or float16 tensors of one shape.</summary>
    public static double MaxDifference(AxisTensor a, AxisTensor b)
    {
        CollectionAssert.AreEqual(a.Shape.Select(x => x.Size).ToArray(), b.Shape.Select(x => x.Size).ToArray());
        float[] left = ToFloats(a);
        float[] right = ToFloats(b);
        double most = 0;
        for (int i = 0; i < left.Length; i++)
        {
            Assert.IsFalse(float.IsNaN(left[i]) || float.IsNaN(right[i]), $"NaN at {i}");
            most = Math.Max(most, Math.Abs((double)left[i] - right[i]));
        }

        return most;
    }

    public static float[] ToFloats(AxisTensor tensor) => tensor.ElementType switch
    {
        ElementType.Float16 => [.. tensor.AsSpan<Half>().ToArray().Select(x => (float)x)],
        ElementType.UInt8 => [.. tensor.AsSpan<byte>().ToArray().Select(x => (float)x)],
        _ => tensor.AsSpan<float>().ToArray(),
    };

    /// <summary>The 1st to the 99.8th percentile of all elements to 0 to 1.</summary>
    public static AxisTensor ScaleRange(AxisTensor tensor)
    {
        double[] values = [.. ToFloats(tensor).Select(x => (double)x)];
        double[] sorted = [.. values.Order()];
        double low = Percentile(sorted, 0.01);
        double high = Percentile(sorted, 0.998);
        return AxisTensor.FromArray<float>(
            tensor.Shape, [.. values.Select(x => (float)((x - low) / (high - low + 1e-6)))]);
    }

    /// <summary>Applies steps by name; casts change nothing that is compared here.</summary>
    public static AxisTensor Process(AxisTensor tensor, IReadOnlyList<string> steps)
    {
        float[] values = ToFloats(tensor);
        foreach (string step in steps)
        {
            values = step switch
            {
                "sigmoid" => [.. values.Select(x => (float)(1 / (1 + Math.Exp(-x))))],
                "binarize" => [.. values.Select(x => x > 0.5f ? 1f : 0f)],
                "softmax" => Softmax(values, tensor.Shape.SizeOf("channel")),
                "ensure_dtype" => values,
                _ => throw new NotSupportedException(step),
            };
        }

        return AxisTensor.FromArray<float>(tensor.Shape, values);
    }

    /// <summary>Over channels that come first but for a batch of one.</summary>
    private static float[] Softmax(float[] values, int channels)
    {
        float[] result = new float[values.Length];
        int plane = values.Length / channels;
        for (int i = 0; i < plane; i++)
        {
            double sum = Enumerable.Range(0, channels).Sum(c => Math.Exp(values[(c * plane) + i]));
            for (int c = 0; c < channels; c++)
            {
                result[(c * plane) + i] = (float)(Math.Exp(values[(c * plane) + i]) / sum);
            }
        }

        return result;
    }

    /// <summary>float32 elements as the network takes them.</summary>
    public static AxisTensor Cast(AxisTensor tensor, ElementType type) => type == ElementType.Float16
        ? AxisTensor.FromArray<Half>(tensor.Shape, [.. ToFloats(tensor).Select(x => (Half)x)])
        : tensor;

    public static AxisTensor Noise(string letters, params int[] sizes)
    {
        Random random = new(7);
        AxisTensor tensor = new(TensorShape.Of(letters, sizes), ElementType.Float32);
        foreach (ref float value in tensor.AsSpan<float>())
        {
            value = random.NextSingle();
        }

        return tensor;
    }

    private static double Percentile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
