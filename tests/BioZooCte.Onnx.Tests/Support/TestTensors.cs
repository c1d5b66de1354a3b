using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Tensors for tests, and how far two are apart.</summary>
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
}
