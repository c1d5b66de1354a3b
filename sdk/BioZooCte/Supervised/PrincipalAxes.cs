using System.Numerics.Tensors;

using BioZooCte.Features;
using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>The directions in which features vary most, at right angles to one another.</summary>
internal static class PrincipalAxes
{
    /// <summary>Features, centred, along their first axes; not scaled.</summary>
    /// <param name="samples">The features.</param>
    /// <param name="axes">How many axes; all where there are not as many.</param>
    public static FeatureSamples Project(FeatureSamples samples, int axes)
    {
        int count = Math.Min(axes, samples.Channels);
        FeatureSamples centred = new(
            samples.Channels, ChannelMoments.Centre(samples, ChannelMoments.MeansOf(samples)));
        double[][] directions = [.. Of(centred).Take(count)];
        double[] projected = new double[samples.Count * count];
        for (int row = 0; row < samples.Count; row++)
        {
            for (int axis = 0; axis < count; axis++)
            {
                projected[(row * count) + axis] = TensorPrimitives.Dot(centred[row], directions[axis]);
            }
        }

        return new FeatureSamples(count, projected);
    }

    /// <summary>The axes of centred rows, the one with the greatest variance first.</summary>
    private static IEnumerable<double[]> Of(FeatureSamples centred)
    {
        int channels = centred.Channels;
        TriangularFactor factor = new(channels);
        factor.Add(centred.Values.ToArray());

        // Rᵀ beside the identity: what turns Rᵀ's rows to right angles are the axes.
        int width = 2 * channels;
        double[] rows = new double[channels * width];
        for (int i = 0; i < channels; i++)
        {
            for (int j = 0; j < channels; j++)
            {
                rows[(i * width) + j] = factor[j][i];
            }

            rows[(i * width) + channels + i] = 1;
        }

        double[] squares = RowRotations.Orthogonalize(rows, width, channels);
        return Enumerable.Range(0, channels)
            .OrderByDescending(i => squares[i])
            .Select(i => rows.AsSpan((i * width) + channels, channels).ToArray());
    }
}
