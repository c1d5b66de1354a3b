using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads a processing step of format 0.4. Whose statistics are taken is stated by <c>mode</c>; without one
/// they are the sample's. Lists of numbers go along the one axis that <c>axes</c> does not name.
/// </summary>
internal static class Processing04Reader
{
    private const string Names = "binarize, clip, scale_linear, sigmoid, zero_mean_unit_variance or scale_range";

    /// <summary>The step; null or anything, with problems, where it is wrong.</summary>
    public static ProcessingDescription? Read(RdfField step, ProcessingContext context)
    {
        RdfField field = step["name"];
        string? name = field.Require("a step's name").ReadText("a step's name");
        step.ExpectKeys("name", "kwargs");
        RdfField arguments = step["kwargs"];
        switch (name)
        {
            case null:
                return null;
            case "binarize":
                arguments.ExpectKeys("threshold");
                return new ProcessingDescription.Binarize(
                    [StepArguments.ReadNumber(arguments["threshold"])], null);
            case "clip":
                return ReadClip(arguments);
            case "scale_linear":
                return ReadScaleLinear(arguments, context);
            case "sigmoid":
                arguments.ExpectKeys();
                return new ProcessingDescription.Sigmoid();
            case "zero_mean_unit_variance":
                return ReadZeroMean(arguments, context);
            case "scale_range":
                arguments.ExpectKeys(
                    "mode", "axes", "min_percentile", "max_percentile", "eps", "reference_tensor");
                (double? min, double? max) = StepArguments.ReadPercentiles(arguments);
                return new ProcessingDescription.ScaleRange(
                    ReadScope(arguments, context),
                    min ?? 0,
                    max ?? 100,
                    StepArguments.ReadEpsilon(arguments),
                    Identifiers.ReadTensorId(arguments["reference_tensor"], isLengthLimited: false));
            case "scale_mean_variance" when context.IsOutput:
                arguments.ExpectKeys("mode", "reference_tensor", "axes", "eps");
                return new ProcessingDescription.ScaleMeanVariance(
                    ReadScope(arguments, context),
                    StepArguments.ReadReference(arguments["reference_tensor"]),
                    StepArguments.ReadEpsilon(arguments));
            default:
                field.Fail(context.IsOutput ? Names + ", or scale_mean_variance" : Names);
                return null;
        }
    }

    private static ProcessingDescription.Clip ReadClip(RdfField arguments)
    {
        arguments.ExpectKeys("min", "max");
        double min = StepArguments.ReadNumber(arguments["min"]);
        double max = StepArguments.ReadNumber(arguments["max"]);
        if (min >= max && !arguments["max"].IsAbsent)
        {
            arguments["max"].Fail($"a number above min ({arguments["min"].Found})");
        }

        return new ProcessingDescription.Clip(min, max, null, null, new StatisticsScope(false, null));
    }

    private static ProcessingDescription.ScaleLinear ReadScaleLinear(
        RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("axes", "gain", "offset");
        ImmutableArray<double> gains = StepArguments.ReadNumbers(arguments["gain"]) ?? [1];
        ImmutableArray<double> offsets = StepArguments.ReadNumbers(arguments["offset"]) ?? [0];
        if (gains.All(g => g == 1) && offsets.All(o => o == 0))
        {
            arguments.Fail("a gain of 1 and an offset of 0, which change nothing", "another gain or offset");
        }

        string? axis = ReadAxisOfLists(arguments, context, gains, offsets, "gain", "offset");
        return new ProcessingDescription.ScaleLinear(gains, offsets, axis);
    }

    private static ProcessingDescription ReadZeroMean(RdfField arguments, ProcessingContext context)
    {
        const string Modes = "fixed, per_dataset or per_sample";
        arguments.ExpectKeys("mode", "axes", "mean", "std", "eps");
        RdfField meanField = arguments["mean"];
        RdfField stdField = arguments["std"];
        RdfField modeField = arguments["mode"];
        bool isFixed = modeField.IsAbsent
            ? !meanField.IsAbsent || !stdField.IsAbsent
            : modeField.ReadText(Modes) == "fixed";
        if (!isFixed)
        {
            if (!meanField.IsAbsent || !stdField.IsAbsent)
            {
                (meanField.IsAbsent ? stdField : meanField).Fail("no fixed value beside this mode");
            }

            return new ProcessingDescription.ZeroMeanUnitVariance(
                ReadScope(arguments, context, Modes), StepArguments.ReadEpsilon(arguments));
        }

        ImmutableArray<double> means = StepArguments.ReadNumbers(meanField.Require("a number")) ?? [];
        ImmutableArray<double> deviations = StepArguments.ReadDeviations(stdField.Require("a number")) ?? [];
        StepArguments.ReadEpsilon(arguments);
        string? axis = ReadAxisOfLists(arguments, context, means, deviations, "mean", "std");
        return new ProcessingDescription.FixedZeroMeanUnitVariance(means, deviations, axis);
    }

    private static StatisticsScope ReadScope(
        RdfField arguments, ProcessingContext context, string modes = "per_dataset or per_sample")
    {
        RdfField field = arguments["mode"];
        string mode = field.ReadText(modes) ?? "per_sample";
        if (mode is not ("per_sample" or "per_dataset"))
        {
            field.Fail(modes);
        }

        return new StatisticsScope(mode == "per_dataset", ReadAxes(arguments["axes"], context));
    }

    private static ImmutableArray<string>? ReadAxes(RdfField field, ProcessingContext context)
    {
        const string Expected = "letters of czyx, each at most once";
        if (field.ReadText(Expected) is not string letters)
        {
            return null;
        }

        if (letters.Length == 0 || letters.Distinct().Count() != letters.Length
            || letters.Any(c => !"czyx".Contains(c)))
        {
            field.Fail(Expected);
            return null;
        }

        ImmutableArray<string> axes = [.. letters.Select(AxisIds.FromLetter)];
        foreach (string id in axes)
        {
            context.ExpectAxis(field, id);
        }

        return axes;
    }

    /// <summary>
    /// The axis along which lists of several numbers go; null where there are only single numbers.
    /// </summary>
    private static string? ReadAxisOfLists(
        RdfField arguments,
        ProcessingContext context,
        ImmutableArray<double> first,
        ImmutableArray<double> second,
        string firstKey,
        string secondKey)
    {
        ImmutableArray<string>? axes = ReadAxes(arguments["axes"], context);
        if (first.Length > 1 && second.Length > 1 && first.Length != second.Length)
        {
            arguments[secondKey].Fail(
                $"{second.Length} values", $"as many as {firstKey} has ({first.Length})");
        }

        if ((first.Length <= 1 && second.Length <= 1) || context.Axes.IsEmpty)
        {
            return null;
        }

        string[] others =
        [
            .. context.Axes.Where(a => a.Type != AxisType.Batch).Select(a => a.Id)
                .Where(id => !(axes?.Contains(id) ?? false)),
        ];
        if (others.Length != 1)
        {
            arguments["axes"].Fail("all axes but the batch and the one along which the listed numbers go");
            return null;
        }

        return others[0];
    }
}
