using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>What every reader demands of a region and its destination.</summary>
public static class ImageRegions
{
    /// <summary>Throws where a region cannot be read into a tensor.</summary>
    /// <param name="image">The image.</param>
    /// <param name="region">The region.</param>
    /// <param name="destination">The tensor.</param>
    /// <exception cref="ArgumentException">
    /// The region is not one of the image, or the destination does not fit it.
    /// </exception>
    public static void ThrowIfUnfit(IImageSource image, TensorRegion region, AxisTensor destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(destination);
        if (!region.Whole.Equals(image.Shape) || !region.IsInside)
        {
            throw new ArgumentException($"{region} does not lie in the image ({image.Shape}).", nameof(region));
        }

        if (!destination.Shape.Equals(region.Shape) || destination.ElementType != image.ElementType)
        {
            throw new ArgumentException(
                $"{destination.Shape} of {destination.ElementType.Name()} for a region of {region.Shape} of "
                    + $"{image.ElementType.Name()}.",
                nameof(destination));
        }
    }
}
