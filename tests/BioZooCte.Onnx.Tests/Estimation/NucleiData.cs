using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Models and images of the reference folder.</summary>
internal static class NucleiData
{
    public static string Target => "nuclei/targets";

    /// <summary>The zoo's packages that are folders of format 0.5 and scale percentiles, by name.</summary>
    public static IReadOnlyList<string> ScalingPackages() => SharedData.RequireCases(
        "nuclei/zoo",
        Directory.GetDirectories(SharedData.Require("nuclei/zoo")).Order().Where(folder =>
        {
            string rdf = Path.Combine(folder, "rdf.yaml");
            return File.Exists(rdf)
                && File.ReadAllText(rdf) is string text
                && text.Contains("format_version: 0.5", StringComparison.Ordinal)
                && text.Contains("id: scale_range", StringComparison.Ordinal);
        }));

    /// <summary>The first image of a size with one channel that is at least as large, cut to it.</summary>
    public static TensorImage Crop(int rows, int columns, string name = "crop", int skip = 0)
    {
        string targets = SharedData.Require(Target);
        foreach (string path in Directory.GetFiles(targets, "*", SearchOption.AllDirectories).Order())
        {
            if (Path.GetFileName(Path.GetDirectoryName(path)) != "images")
            {
                continue;
            }

            using IImageSource image = ImageFile.Open(path);
            if (image.Shape.SizeOf(AxisIds.Y) < rows
                || image.Shape.SizeOf(AxisIds.X) < columns
                || image.Shape.ElementCount != (long)image.Shape.SizeOf(AxisIds.Y) * image.Shape.SizeOf(AxisIds.X)
                || skip-- > 0)
            {
                continue;
            }

            TensorRegion region = new(image.Shape, image.Shape.Select(a => a.Id switch
            {
                AxisIds.Y => new AxisRange(0, rows),
                AxisIds.X => new AxisRange(0, columns),
                _ => new AxisRange(0, 1),
            }));
            AxisTensor part = AxisTensor.Uninitialized(region.Shape, image.ElementType);
            image.ReadAsync(region, part, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return new TensorImage(name, part.Reshaped(TensorShape.Of("yx", rows, columns)));
        }

        throw new AssertInconclusiveException($"{Target} has no image of {rows} x {columns}.");
    }
}
