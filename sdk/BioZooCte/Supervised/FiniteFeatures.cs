using System.Globalization;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>Refuses features that are no numbers: one NaN would make the score NaN, with no hint why.</summary>
internal static class FiniteFeatures
{
    /// <summary>Throws for the first value that is NaN or infinite.</summary>
    /// <param name="samples">The features.</param>
    /// <param name="place">Where they stand, with a comma behind it; empty where that is all.</param>
    /// <exception cref="InvalidFeaturesException">One is NaN or infinite.</exception>
    public static void Require(FeatureSamples samples, string place = "")
    {
        ReadOnlySpan<double> values = samples.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new InvalidFeaturesException(
                    $"{place}sample {i / samples.Channels}, channel {i % samples.Channels}",
                    values[i].ToString(CultureInfo.InvariantCulture),
                    "a finite number");
            }
        }
    }
}
