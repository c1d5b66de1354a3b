using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Perturbations.Features;

namespace BioZooCte.Perturbations;

/// <summary>
/// What makes one drawing of noise differ from another: the same key gives the same noise on every machine,
/// for every model, however the image is cut.
/// </summary>
/// <param name="Value">The key of the generator.</param>
internal readonly record struct NoiseKey(ulong Value)
{
    /// <summary>The frame that a sample without a time axis was taken from.</summary>
    public int Frame { get; init; }

    /// <summary>The slice that a sample without a z axis was taken from.</summary>
    public int Slice { get; init; }

    /// <summary>
    /// The key of a drawing: the first eight bytes, little-endian, of the SHA-256 of the UTF-8 text
    /// <c>SEED NAME:STRENGTH RUN IMAGE</c>, such as <c>0 noise:0.1 0 000.png</c>.
    /// </summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="imageName">The image's file name without folders, or its name in a stream.</param>
    /// <param name="perturbation">The perturbation; how its strength was spelled does not matter.</param>
    /// <param name="run">From 0.</param>
    public static NoiseKey For(ulong seed, string imageName, InputPerturbation perturbation, int run) =>
        For(seed, imageName, InputPerturbation.Canonical(perturbation.Name, perturbation.Strength), run);

    /// <inheritdoc cref="For(ulong, string, InputPerturbation, int)"/>
    public static NoiseKey For(ulong seed, string imageName, FeaturePerturbation perturbation, int run) =>
        For(seed, imageName, perturbation.Canonical, run);

    private static NoiseKey For(ulong seed, string imageName, string drawn, int run)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{seed} {drawn} {run} {imageName}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new NoiseKey(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }
}
