using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Models and images of the reference folder.</summary>
internal static class NucleiData
{
    public static string Target => "nuclei/targets";

    /// <summary>The zoo's packages that are folders of format 0.5 and scale percentiles, by name.</summary>
    public static IReadOnlyList<string> ScalingPackages() => TraitedPackages.With(PackageTrait.Scaling);

    /// <summary>A model of the zoo, a folder or a zip; null where it is neither.</summary>
    public static string? FindPackage(string model) =>
        SharedData.Find($"nuclei/zoo/{model}") ?? SharedData.Find($"nuclei/zoo/{model}.zip");

    /// <summary>A model of the zoo; inconclusive without it.</summary>
    public static string PackagePath(string model) => FindPackage(model) ?? SharedData.Require($"nuclei/zoo/{model}");

    /// <summary>The first image of a size with one channel that is at least as large, cut to it.</summary>
    public static TensorImage Crop(int rows, int columns, string name = "crop", int skip = 0)
    {
        using IImageSource image = OpenImage(
            one => one.Shape.SizeOf(AxisIds.Y) >= rows && one.Shape.SizeOf(AxisIds.X) >= columns && skip-- == 0,
            $"image of {rows} x {columns}");
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

    /// <summary>The first image of the targets, of one channel and plane, that fits; a failure where none does.</summary>
    public static IImageSource OpenImage(Predicate<IImageSource> fits, string what)
    {
        string targets = SharedData.Require(Target);
        foreach (string path in Directory.GetFiles(targets, "*", SearchOption.AllDirectories).Order())
        {
            if (Path.GetFileName(Path.GetDirectoryName(path)) != "images")
            {
                continue;
            }

            IImageSource image = ImageFile.Open(path);
            if (image.Shape.ElementCount == (long)image.Shape.SizeOf(AxisIds.Y) * image.Shape.SizeOf(AxisIds.X)
                && fits(image))
            {
                return image;
            }

            image.Dispose();
        }

        throw new AssertFailedException($"{Target} is there and has no {what} with one channel.");
    }
}
