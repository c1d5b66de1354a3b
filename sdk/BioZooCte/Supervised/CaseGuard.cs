using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>What has to hold of layers before CC-FV can be computed of them.</summary>
internal static class CaseGuard
{
    private const int Least = 2;

    /// <summary>The cases of a layer in the order of their names, after all checks.</summary>
    /// <exception cref="InvalidFeaturesException">Something does not hold; the message names the place.</exception>
    public static CaseFeatures[] Order(LayerFeatures layer)
    {
        CaseFeatures[] cases = [.. layer.Cases.OrderBy(c => c.Case, StringComparer.Ordinal)];
        if (cases.Length < Least)
        {
            throw new InvalidFeaturesException(CasePlaces.Of(layer.Layer), Cases(cases.Length), $"at least {Least}");
        }

        int channels = cases[0].Whole.Channels;
        for (int i = 0; i < cases.Length; i++)
        {
            string place = CasePlaces.Of(layer.Layer, cases[i].Case);
            if (i > 0 && cases[i].Case == cases[i - 1].Case)
            {
                throw new InvalidFeaturesException(place, "another case of that name", "each name once");
            }

            if (cases[i].Whole.Count < Least)
            {
                throw new InvalidFeaturesException(
                    place, $"{cases[i].Whole.Count} samples of the whole case", $"at least {Least}");
            }

            Check(cases[i].Whole, channels, $"{place}, whole case");
            foreach ((int number, FeatureSamples samples) in cases[i].Classes)
            {
                Check(samples, channels, CasePlaces.Of(layer.Layer, cases[i].Case, number));
            }
        }

        return cases;
    }

    /// <summary>Throws where two layers have not the same cases.</summary>
    /// <exception cref="InvalidFeaturesException">They have not.</exception>
    public static void RequireSame(LayerFeatures first, LayerFeatures other)
    {
        HashSet<string> names = [.. first.Cases.Select(c => c.Case)];
        string? unknown = other.Cases.Select(c => c.Case).FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null || other.Cases.Length != first.Cases.Length)
        {
            throw new InvalidFeaturesException(
                CasePlaces.Of(other.Layer),
                unknown is null ? Cases(other.Cases.Length) : $"case '{unknown}'",
                $"the {Cases(first.Cases.Length)} of {CasePlaces.Of(first.Layer)}");
        }
    }

    private static void Check(FeatureSamples samples, int channels, string place)
    {
        if (samples.Channels != channels)
        {
            throw new InvalidFeaturesException(
                place, $"{samples.Channels} channels", $"{channels}, as in the layer's first case");
        }

        FiniteFeatures.Require(samples, place + ", ");
    }

    private static string Cases(int count) => count == 1 ? "1 case" : $"{count} cases";
}
