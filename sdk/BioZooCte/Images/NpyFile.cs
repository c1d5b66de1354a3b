using System.Globalization;

using BioZooCte.Files;
using BioZooCte.Images.Npy;
using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>
/// Reads and writes arrays as numpy stores them (NPY, versions 1 to 3; pickled objects are refused).
/// </summary>
public static class NpyFile
{
    /// <summary>
    /// Reads an array whose axes the file does not name: they are called by their positions, 0, 1, 2 …
    /// </summary>
    /// <exception cref="InvalidImageException">
    /// The file is damaged or holds something else than numbers.
    /// </exception>
    public static AxisTensor Read(string path) => ReadAs(path, sizes =>
        [.. Enumerable.Range(0, sizes).Select(i => i.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="axisIds">The identifiers of its axes, in their order.</param>
    /// <exception cref="InvalidImageException">
    /// The file is damaged, holds something else than numbers, or has another number of axes.
    /// </exception>
    public static AxisTensor Read(string path, IReadOnlyList<string> axisIds)
    {
        ArgumentNullException.ThrowIfNull(axisIds);
        return ReadAs(path, _ => axisIds);
    }

    /// <summary>
    /// Writes an array in C order; the axes' names are lost. The file is there whole or not at all.
    /// </summary>
    public static void Write(string path, AxisTensor tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensor);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(NpyHeader.Write(tensor.ElementType, tensor.Shape.Select(axis => axis.Size)));
            stream.Write(tensor.Bytes);
        });
    }

    private static AxisTensor ReadAs(string path, Func<int, IReadOnlyList<string>> axisIds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using ImageBytes file = ImageBytes.Open(path);
        NpyHeader header = NpyHeader.Read(file);
        IReadOnlyList<string> ids = axisIds(header.Sizes.Length);
        if (ids.Count != header.Sizes.Length)
        {
            throw file.Error(
                "header",
                $"has {header.Sizes.Length} axes ({string.Join(" × ", header.Sizes)})",
                $"{ids.Count}: {string.Join(", ", ids)}");
        }

        TensorShape shape = new(ids.Select((id, i) => new TensorAxis(id, header.Sizes[i])));
        if (shape.ElementCount * header.ElementType.SizeOf() > Array.MaxLength)
        {
            throw file.Error(
                "header", $"the array is {shape}", $"at most {Array.MaxLength} bytes, to stand in memory");
        }

        AxisTensor tensor = AxisTensor.Uninitialized(shape, header.ElementType);
        new NpyArray(file, header, shape).Read(TensorRegion.All(shape), tensor);
        return tensor;
    }
}
