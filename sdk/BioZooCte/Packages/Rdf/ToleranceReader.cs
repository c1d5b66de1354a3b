using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads how far outputs may be from the test tensors: <c>reproducibility_tolerance</c> of format 0.5.4 and
/// later, then <c>test_kwargs</c> of older packages, one entry for each weights format. <c>decimal: d</c>
/// stands for an absolute tolerance of 1.5 · 10^−d.
/// </summary>
internal static class ToleranceReader
{
    private const int MostMismatches = 5000;

    /// <summary>The tolerances, first match first.</summary>
    public static ImmutableArray<ReproducibilityTolerance> Read(RdfField config, RdfVersion version)
    {
        ImmutableArray<ReproducibilityTolerance>.Builder tolerances =
            ImmutableArray.CreateBuilder<ReproducibilityTolerance>();
        RdfField stated = config["reproducibility_tolerance"];
        if (!version.IsFormat04)
        {
            foreach (RdfField entry in stated.ReadItems("a list of tolerances"))
            {
                if (entry.Require("a tolerance").ReadMapping("a mapping") is not null)
                {
                    tolerances.Add(ReadStated(entry));
                }
            }
        }

        foreach (KeyValuePair<string, RdfNode> entry in (config["test_kwargs"].Node as RdfMapping)?.Entries ?? [])
        {
            if (entry.Value is RdfMapping)
            {
                tolerances.Add(ReadLegacy(config["test_kwargs"][entry.Key], entry.Key, version));
            }
        }

        return tolerances.ToImmutable();
    }

    private static ReproducibilityTolerance ReadStated(RdfField entry)
    {
        RdfField outputs = entry["output_ids"];
        string? kind = (outputs.Node as RdfScalar)?.Value switch
        {
            "any_continuous_output" => "continuous",
            "any_discrete_output" => "discrete",
            _ => null,
        };
        bool isDiscrete = kind == "discrete";
        ReproducibilityTolerance standard = new();
        return new ReproducibilityTolerance
        {
            Relative = ReadBounded(entry["relative_tolerance"], 1e-2) ?? (isDiscrete ? 0 : standard.Relative),
            Absolute = ReadBounded(entry["absolute_tolerance"], double.MaxValue)
                ?? (isDiscrete ? 0 : standard.Absolute),
            MismatchedElementsPerMillion = ReadBounded(
                entry["mismatched_elements_per_million"], MostMismatches)
                ?? (isDiscrete ? 1000 : standard.MismatchedElementsPerMillion),
            OutputIds = kind is null ? ReadTexts(outputs) : [],
            WeightsFormats = ReadTexts(entry["weights_formats"]),
            Kind = kind,
        };
    }

    private static ReproducibilityTolerance ReadLegacy(RdfField entry, string format, RdfVersion version)
    {
        ReproducibilityTolerance tolerance = new()
        {
            WeightsFormats = [format],
            MismatchedElementsPerMillion =
                version.IsFormat04 ? 0 : new ReproducibilityTolerance().MismatchedElementsPerMillion,
        };
        if (Number(entry["decimal"]) is double digits && digits is >= 0 and <= 300)
        {
            return tolerance with { Relative = 0, Absolute = 1.5 * Math.Pow(10, -digits) };
        }

        return tolerance with
        {
            Relative = Number(entry["relative_tolerance"]) ?? tolerance.Relative,
            Absolute = Number(entry["absolute_tolerance"]) ?? tolerance.Absolute,
        };
    }

    // Anything may stand in config of an older package; what is no number is as if it were not there.
    private static double? Number(RdfField field) => (field.Node as RdfScalar)?.Value switch
    {
        long whole => whole,
        double number when number >= 0 => number,
        _ => null,
    };

    private static double? ReadBounded(RdfField field, double most)
    {
        double? value = field.ReadNumber();
        if (value < 0 || value > most)
        {
            field.Fail(most == double.MaxValue ? "a number, at least 0" : FormattableString.Invariant(
                $"a number from 0 to {most}"));
        }

        return value;
    }

    private static ImmutableArray<string> ReadTexts(RdfField field) =>
        [.. field.ReadItems("a list of identifiers").Select(item => item.Require("text").ReadText()).OfType<string>()];
}
