using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Arguments that steps of both formats share.</summary>
internal static class StepArguments
{
    private const double DefaultEpsilon = 1e-6;
    private const double GreatestEpsilon = 0.1;

    /// <summary>The least standard deviation that may be stated.</summary>
    private const double LeastDeviation = 1e-6;

    /// <summary>A number that has to be there.</summary>
    public static double ReadNumber(RdfField field) => field.Require("a number").ReadNumber() ?? 0;

    /// <summary>The identifier of a tensor that has to be there.</summary>
    public static string ReadReference(RdfField field) =>
        Identifiers.ReadTensorId(field.Require("a tensor's identifier"), isLengthLimited: false) ?? "";

    /// <summary>A number or a list of them; null if the field is absent or wrong.</summary>
    public static ImmutableArray<double>? ReadNumbers(RdfField field)
    {
        if (field.Node is not RdfSequence)
        {
            return field.ReadNumber("a number or a list of numbers") is double number ? [number] : null;
        }

        ImmutableArray<RdfField> items = field.ReadItems("a list of numbers");
        if (items.IsEmpty)
        {
            field.Fail("empty", "at least one number");
            return null;
        }

        return [.. items.Select(ReadNumber)];
    }

    /// <summary>eps: above 0, at most 0.1.</summary>
    public static double ReadEpsilon(RdfField arguments)
    {
        RdfField field = arguments["eps"];
        double epsilon = field.ReadNumber() ?? DefaultEpsilon;
        if (epsilon is <= 0 or > GreatestEpsilon)
        {
            field.Fail("a number above 0, at most 0.1");
        }

        return epsilon;
    }

    /// <summary>Standard deviations, none of them almost zero.</summary>
    public static ImmutableArray<double>? ReadDeviations(RdfField field)
    {
        ImmutableArray<double>? deviations = ReadNumbers(field);
        if (deviations?.Any(d => d < LeastDeviation) ?? false)
        {
            field.Fail(field.Found, "at least 1e-6");
        }

        return deviations;
    }

    /// <summary>
    /// The percentiles of a step: the lower in [0, 100), the upper in (1, 100]; null where not stated.
    /// </summary>
    public static (double? Min, double? Max) ReadPercentiles(RdfField arguments)
    {
        RdfField minField = arguments["min_percentile"];
        RdfField maxField = arguments["max_percentile"];
        double? min = minField.ReadNumber("a percentile");
        double? max = maxField.ReadNumber("a percentile");
        if (min is < 0 or >= 100)
        {
            minField.Fail("a percentile, at least 0 and below 100");
        }

        if (max is <= 1 or > 100)
        {
            maxField.Fail("a percentile above 1, at most 100");
        }
        else if (max <= (min ?? 0))
        {
            maxField.Fail($"a percentile above min_percentile ({min})");
        }

        return (min, max);
    }
}
