namespace BioZooCte.Perturbations.Features;

/// <summary>
/// The numbers that PyTorch draws where a generator is made with the model and goes on from image to image, as in the
/// code of Talks and Kreshuk 2025 (arXiv:2503.00450): so they depend on the order of the images, and element by
/// element on their sizes, which have to be one.
/// </summary>
/// <param name="seed">The generator's seed; its lower 32 bits count.</param>
/// <param name="sample">How many samples came before.</param>
internal sealed class TorchDraws(ulong seed, int sample) : FeatureDraws
{
    private TorchGenerator _generator = new(unchecked((uint)seed));

    /// <inheritdoc/>
    public override void Begin(long drawsOfSample)
    {
        _generator = new TorchGenerator(unchecked((uint)seed));
        _generator.Skip(sample * drawsOfSample);
    }

    /// <inheritdoc/>
    public override int[] Choose(int count, int channels) => _generator.NextPermutation(channels)[..count];

    /// <inheritdoc/>
    public override void FillChannels(Span<double> uniforms, int batch) => Fill(uniforms);

    /// <inheritdoc/>
    public override void FillRow(Span<double> uniforms, VoxelPosition start, int batch) => Fill(uniforms);

    /// <inheritdoc/>
    public override double Draw() => _generator.NextUniform();

    private void Fill(Span<double> uniforms)
    {
        foreach (ref double uniform in uniforms)
        {
            uniform = _generator.NextUniform();
        }
    }
}
