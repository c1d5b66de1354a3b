using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>The real models and images that ratios are measured on.</summary>
internal static class NucleiData
{
    /// <summary>The packages.</summary>
    public static string[] Models =>
        [.. Directory.GetFileSystemEntries(SharedData.Require("nuclei/zoo")).Order(StringComparer.Ordinal)];

    /// <summary>The first images of each target.</summary>
    public static string[] FirstImages(int perTarget) =>
    [
        .. Directory.GetDirectories(SharedData.Require("nuclei/targets")).Order(StringComparer.Ordinal)
            .SelectMany(t => Images(Path.GetFileName(t)).Take(perTarget)),
    ];

    /// <summary>The images of a target.</summary>
    public static string[] Images(string target) =>
        [.. Directory.GetFiles(SharedData.Require($"nuclei/targets/{target}/images")).Order(StringComparer.Ordinal)];

    /// <summary>Writes a real image again and again, until it is as long each way as wanted, as uint16.</summary>
    public static void WriteLarge(string path, int side)
    {
        using IImageSource image = ImageFile.Open(Images("dsb520")[0]);
        AxisTensor small = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        image.ReadAsync(TensorRegion.All(image.Shape), small, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        AxisTensor part = ElementConverter.Cast(small, ElementType.UInt16);
        int[] rows = [.. Enumerable.Range(0, side).Select(i => i % part.Shape.SizeOf(AxisIds.Y))];
        int[] columns = [.. Enumerable.Range(0, side).Select(i => i % part.Shape.SizeOf(AxisIds.X))];
        TiffWriter.Write(path, AxisGather.Gather(AxisGather.Gather(part, AxisIds.Y, rows), AxisIds.X, columns));
    }
}
