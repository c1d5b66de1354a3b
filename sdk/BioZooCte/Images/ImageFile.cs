using BioZooCte.Images.Npy;
using BioZooCte.Images.Png;
using BioZooCte.Images.Tiff;

namespace BioZooCte.Images;

/// <summary>Opens image files: TIFF, PNG and NPY, told apart by their content.</summary>
public static class ImageFile
{
    /// <summary>
    /// Opens an image, to be read by region. Values are as stored: WhiteIsZero is not inverted, few bits are not
    /// stretched, orientation turns nothing; only palettes become red, green and blue. Of a file with several images
    /// (series of OME-TIFF, reduced copies) the first is read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="axes">
    /// The axes as letters out of <c>b i t c z y x</c>, slowest first. Needed where the file states none (NPY); where
    /// it does they have to agree; null for the file's own, pages without a statement being z.
    /// </param>
    /// <returns>The image, which the caller disposes.</returns>
    /// <exception cref="InvalidImageException">
    /// The file is not one of these, is damaged, holds what is not supported, or contradicts the axes.
    /// </exception>
    public static IImageSource Open(string path, string? axes = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageBytes file = ImageBytes.Open(path);
        try
        {
            Span<byte> start = stackalloc byte[8];
            start = start[..(int)Math.Min(start.Length, file.Length)];
            file.Read(0, start, "start");
            return start switch
            {
                [0x49, 0x49, 42 or 43, 0, ..] or [0x4D, 0x4D, 0, 42 or 43, ..] => TiffImage.Open(file, axes),
                [0x89, 0x50, 0x4E, 0x47, ..] => PngImage.Open(file, axes),
                [0x93, 0x4E, 0x55, 0x4D, ..] => NpyImage.Open(file, axes),
                _ => throw file.Error(
                    "start", $"bytes {Convert.ToHexString(start)}", "a TIFF, PNG or NPY file"),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
