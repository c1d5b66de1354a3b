using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

/// <summary>Reads images in tests.</summary>
internal static class ImageReading
{
    public static Task<AxisTensor> ReadAllAsync(IImageSource image, CancellationToken cancellationToken = default) =>
        ReadAsync(image, TensorRegion.All(image.Shape), cancellationToken);

    public static async Task<AxisTensor> ReadAsync(
        IImageSource image, TensorRegion region, CancellationToken cancellationToken = default)
    {
        AxisTensor tensor = new(region.Shape, image.ElementType);
        await image.ReadAsync(region, tensor, cancellationToken);
        return tensor;
    }

    public static async Task<AxisTensor> ReadFileAsync(string path, string? axes = null)
    {
        using IImageSource image = ImageFile.Open(path, axes);
        return await ReadAllAsync(image);
    }

    public static TensorRegion RandomRegion(Random random, TensorShape shape) =>
        new(shape, shape.Select(axis =>
        {
            int start = random.Next(axis.Size);
            return new AxisRange(start, random.Next(1, axis.Size - start + 1));
        }));

    /// <summary>A tensor of random bytes (of 0 and 1 where it is bool).</summary>
    public static AxisTensor Random(int seed, TensorShape shape, ElementType type)
    {
        AxisTensor tensor = new(shape, type);
        new Random(seed).NextBytes(tensor.Bytes);
        foreach (ref byte value in tensor.Bytes)
        {
            value = type == ElementType.Bool ? (byte)(value & 1) : value;
        }

        return tensor;
    }
}
