using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation.Targets;

/// <summary>Reads label images.</summary>
internal static class LabelFile
{
    private const string Place = "labels";

    private static readonly string[] PlaceAxes = [AxisIds.Time, AxisIds.Z, AxisIds.Y, AxisIds.X];

    /// <summary>Looks whether a file can be the labels of an image, without reading either.</summary>
    /// <param name="pair">The files.</param>
    /// <param name="axes">The images' axes where files do not state them; null for none.</param>
    /// <exception cref="InvalidImageException">
    /// The labels are fractions, have several channels, or another size than the image.
    /// </exception>
    public static void Check(LabelledImage pair, string? axes)
    {
        using IImageSource image = ImageFile.Open(pair.Image, axes);
        using IImageSource labels = Open(pair.Labels, axes);
        Check(image, pair.Image, labels, pair.Labels);
    }

    /// <summary>Looks whether an image can be the labels of another.</summary>
    /// <param name="image">The image.</param>
    /// <param name="imageName">The image, as messages name it.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="labelsName">The labels, as messages name them.</param>
    /// <exception cref="InvalidImageException">As by <see cref="Check(LabelledImage, string)"/>.</exception>
    public static void Check(IImageSource image, string imageName, IImageSource labels, string labelsName)
    {
        if (labels.ElementType.IsFloatingPoint())
        {
            throw new InvalidImageException(
                labelsName,
                Place,
                $"the elements are {labels.ElementType.Name()}",
                "whole numbers: save the labels as integers of 8, 16 or 32 bit");
        }

        if (labels.Shape.SizeOf(AxisIds.Channel) > 1)
        {
            throw new InvalidImageException(
                labelsName,
                Place,
                $"there are {labels.Shape.SizeOf(AxisIds.Channel)} channels",
                "one: a number for each object, no colours");
        }

        if (SizesOf(labels.Shape) != SizesOf(image.Shape))
        {
            throw new InvalidImageException(
                labelsName,
                Place,
                $"the size is {SizesOf(labels.Shape)}",
                $"that of its image {imageName}, {SizesOf(image.Shape)}");
        }
    }

    /// <summary>Reads the labels, t, z, y, x in C order.</summary>
    /// <exception cref="InvalidImageException">A label is below 0, or the file is damaged.</exception>
    public static async Task<int[]> ReadAsync(
        LabelledImage pair, string? axes, CancellationToken cancellationToken)
    {
        using IImageSource image = Open(pair.Labels, axes);
        AxisTensor tensor = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), tensor, cancellationToken).ConfigureAwait(false);
        string[] order = [.. PlaceAxes.Where(tensor.Shape.Has)];
        string[] others = [.. tensor.Shape.Select(axis => axis.Id).Except(order)];
        AxisTensor ordered = AxisOrder.Reorder(tensor, [.. others, .. order]);
        return LabelValues.TryRead(ordered, out int[] labels, out string problem)
            ? labels
            : throw new InvalidImageException(pair.Labels, Place, problem, "whole numbers from 0");
    }

    /// <summary>The lengths along t, z, y and x in words, those of 1 left out.</summary>
    public static string SizesOf(TensorShape shape) => string.Join(
        ", ", PlaceAxes.Where(axis => shape.SizeOf(axis) > 1).Select(axis => $"{axis} {shape.SizeOf(axis)}"));

    /// <summary>Opens a label file. Only an NPY file takes the images' axes, and labels have no channels.</summary>
    public static IImageSource Open(string path, string? axes)
    {
        bool isNpy = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        return ImageFile.Open(path, isNpy ? axes?.Replace("c", "", StringComparison.OrdinalIgnoreCase) : null);
    }
}
