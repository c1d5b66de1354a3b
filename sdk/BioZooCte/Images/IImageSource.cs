using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>
/// An image that is read by region, so that one larger than memory can be ranked on. Reading the same region twice
/// gives the same values.
/// </summary>
public interface IImageSource : IDisposable
{
    /// <summary>
    /// The image's name: its file's name without folders, or what a stream's sender calls it. Noise depends on it.
    /// </summary>
    string Name { get; }

    /// <summary>The axes with their lengths, slowest first; y and x are always among them.</summary>
    TensorShape Shape { get; }

    /// <summary>The type of the elements as stored.</summary>
    ElementType ElementType { get; }

    /// <summary>The channels' names, one for each position of the channel axis; empty where none are stated.</summary>
    IReadOnlyList<string> ChannelNames { get; }

    /// <summary>Whether the channel axis holds red, green and blue.</summary>
    bool IsRgb { get; }

    /// <summary>Reads a region that lies inside the image.</summary>
    /// <param name="region">One range for each axis of <see cref="Shape"/>.</param>
    /// <param name="destination">A tensor of the region's shape and the image's <see cref="ElementType"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidImageException">The file is damaged at the place that the message names.</exception>
    ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken);
}
