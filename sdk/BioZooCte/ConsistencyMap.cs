using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte;

/// <summary>What a model says of an image, and where it keeps its answer when the image is perturbed.</summary>
/// <param name="Foreground">
/// The unperturbed foreground's probabilities: float32 over those of t, z, y, x that the model has, preceded by the
/// image's time and z where it took the image plane by plane.
/// </param>
/// <param name="Consistency">
/// For each pixel the share of perturbations and runs under which it stayed foreground, or stayed background: float32 of
/// the same axes, from 0 to 1.
/// </param>
public sealed record ConsistencyMap(AxisTensor Foreground, AxisTensor Consistency)
{
    /// <summary>The names of the channels of a map: <c>foreground</c>, <c>consistency</c>.</summary>
    public static IReadOnlyList<string> ChannelNames { get; } = ["foreground", "consistency"];

    /// <summary>Writes both as the channels of a TIFF that ImageJ opens.</summary>
    /// <param name="path">The file, replaced where there is one; there whole or not at all.</param>
    /// <exception cref="ArgumentException">Both together take more than 2 GiB.</exception>
    public void WriteTiff(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TiffWriter.Write(path, ToTensor(), ChannelNames);
    }

    /// <summary>Both as one tensor: float32 of a channel axis before the others.</summary>
    /// <exception cref="ArgumentException">Both together take more than 2 GiB.</exception>
    public AxisTensor ToTensor()
    {
        TensorShape shape = new([new TensorAxis(AxisIds.Channel, ChannelNames.Count), .. Foreground.Shape]);
        AxisTensor both = AxisTensor.Uninitialized(shape, ElementType.Float32);
        Foreground.Bytes.CopyTo(both.Bytes);
        Consistency.Bytes.CopyTo(both.Bytes[Foreground.Bytes.Length..]);
        return both;
    }
}
