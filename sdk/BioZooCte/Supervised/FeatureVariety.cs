using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>How widely features spread in the space that they live in.</summary>
/// <param name="Value">F_v; higher is more spread by the paper's formula.</param>
/// <param name="Energies">The energy of each case's samples.</param>
internal sealed record FeatureVariety(double Value, ImmutableArray<double> Energies)
{
    private const double ProgramFloor = 1e-3;

    /// <summary>F_v of the paper: the mean over cases of 1/E_s of the samples of the whole case (eq. 4).</summary>
    /// <param name="cases">The cases, in the order of their names.</param>
    /// <param name="exponent">s.</param>
    /// <param name="floor">What is added to squared distances.</param>
    public static FeatureVariety OfPaper(IReadOnlyList<CaseFeatures> cases, int exponent, double floor)
    {
        ImmutableArray<double> energies = [.. cases.Select(c => HypersphericalEnergy.Of(c.Whole, exponent, floor))];
        return new FeatureVariety(energies.Average(energy => 1 / energy), energies);
    }

    /// <summary>
    /// What the published program takes instead: the mean over pairs of cases of 1/√(d² + 1e-3), d the distance of
    /// their means over the samples of all classes, background included. It is an energy, not its inverse, and
    /// falls where the paper's F_v rises.
    /// </summary>
    /// <param name="layer">The layer's name, for messages.</param>
    /// <param name="cases">The cases, in the order of their names.</param>
    /// <exception cref="InvalidFeaturesException">A case has no sample of any class.</exception>
    public static FeatureVariety OfProgram(string layer, IReadOnlyList<CaseFeatures> cases)
    {
        int channels = cases[0].Whole.Channels;
        double[] means = [.. cases.SelectMany(c => MeansOf(layer, c))];
        double energy = HypersphericalEnergy.Of(new FeatureSamples(channels, means), exponent: 1, ProgramFloor);
        return new FeatureVariety(energy / cases.Count / (cases.Count - 1), []);
    }

    private static double[] MeansOf(string layer, CaseFeatures one)
    {
        FeatureSamples all = FeatureSamples.Together(one.Whole.Channels, [.. one.Classes.Values]);
        return all.Count > 0 ? ChannelMoments.MeansOf(all) : throw new InvalidFeaturesException(
            CasePlaces.Of(layer, one.Case), "no sample of any class", "at least one");
    }
}
