namespace BioZooCte.Perturbations.Features;

/// <summary>The random numbers of one perturbation of one image; uniform ones lie from 0 up to 1, 1 left out.</summary>
internal abstract class FeatureDraws
{
    /// <summary>Begins the perturbation of a sample.</summary>
    /// <param name="drawsOfSample">
    /// How many numbers it takes, for a generator that goes on from sample to sample.
    /// </param>
    public abstract void Begin(long drawsOfSample);

    /// <summary>The first of a random order of channels: which, without repetition.</summary>
    public abstract int[] Choose(int count, int channels);

    /// <summary>One uniform number for each channel of a sample.</summary>
    public abstract void FillChannels(Span<double> uniforms, int batch);

    /// <summary>One uniform number for each column of a row.</summary>
    /// <param name="uniforms">Where they go.</param>
    /// <param name="start">The place of the first in the features of the whole image; may be negative.</param>
    /// <param name="batch">The sample.</param>
    public abstract void FillRow(Span<double> uniforms, VoxelPosition start, int batch);

    /// <summary>One uniform number for the whole sample.</summary>
    public abstract double Draw();
}
