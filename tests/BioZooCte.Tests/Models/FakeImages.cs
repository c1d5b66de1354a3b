using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models;

/// <summary>Images of blobs, from a seed.</summary>
internal static class FakeImages
{
    public static TensorImage Blobs(string name, string letters, params int[] sizes) =>
        new(name, BlobTensor(letters, sizes));

    /// <summary>uint8 elements: waves along y and x, another phase in each plane.</summary>
    public static AxisTensor BlobTensor(string letters, params int[] sizes)
    {
        AxisTensor tensor = new(TensorShape.Of(letters, sizes), ElementType.UInt8);
        int columns = tensor.Shape[^1].Size;
        int rows = tensor.Shape[^2].Size;
        Span<byte> values = tensor.AsSpan<byte>();
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int x) = Math.DivRem(i, columns);
            (int plane, int y) = Math.DivRem(row, rows);
            double wave = Math.Sin((y / 7.0) + plane) * Math.Cos((x / 9.0) - plane);
            values[i] = (byte)(120 + (100 * wave) + (((x * 31) + (y * 17)) % 20));
        }

        return tensor;
    }

    public static TensorImage Constant(string name, byte first, byte second)
    {
        AxisTensor tensor = new(TensorShape.Of("yx", 16, 16), ElementType.UInt8);
        Span<byte> values = tensor.AsSpan<byte>();
        values[..(values.Length / 2)].Fill(first);
        values[(values.Length / 2)..].Fill(second);
        return new TensorImage(name, tensor);
    }
}
