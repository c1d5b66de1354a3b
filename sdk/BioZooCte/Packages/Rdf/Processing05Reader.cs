using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads a processing step of format 0.5. Statistics are those of the data set where axes are not stated or
/// hold the batch, except of <c>scale_mean_variance</c>, which without axes takes them from its own sample.
/// </summary>
internal static class Processing05Reader
{
    private const string Names = "ensure_dtype, scale_range, zero_mean_unit_variance, fixed_zero_mean_unit_variance, "
        + "scale_linear, clip, binarize, sigmoid or softmax";

    private const string OutputNames = Names + ", or scale_mean_variance, stardist_postprocessing, "
        + "cellpose_flow_dynamics or custom for an output";

    /// <summary>The step; null or anything, with problems, where it is wrong.</summary>
    public static ProcessingDescription? Read(RdfField step, ProcessingContext context)
    {
        RdfField id = step["id"];
        string? name = id.Require("a step's name").ReadText("a step's name");
        if (name is null)
        {
            return null;
        }

        if (name == "custom" && context.IsOutput)
        {
            // Its file, its class and their arguments stand beside each other.
            return new ProcessingDescription.NotRunnable(name, (RdfMapping)step.Node!);
        }

        step.ExpectKeys("id", "kwargs");
        RdfField arguments = step["kwargs"];
        switch (name)
        {
            case "ensure_dtype":
                arguments.ExpectKeys("dtype");
                RdfField type = arguments["dtype"].Require("an element type");
                return ElementReader.ReadType(type, t => t != ElementType.Float16) is ElementType dataType
                    ? new ProcessingDescription.EnsureDataType(dataType)
                    : null;
            case "scale_range":
                return ReadScaleRange(arguments, context);
            case "zero_mean_unit_variance":
                arguments.ExpectKeys("axes", "eps");
                return new ProcessingDescription.ZeroMeanUnitVariance(
                    ReadScope(arguments, context, isDataSetWithoutAxes: true),
                    StepArguments.ReadEpsilon(arguments));
            case "fixed_zero_mean_unit_variance":
                return ReadFixed(arguments, context);
            case "scale_linear":
                return ReadScaleLinear(arguments, context);
            case "clip":
                return ReadClip(arguments, context);
            case "binarize":
                return ReadBinarize(arguments, context);
            case "sigmoid":
                arguments.ExpectKeys();
                return new ProcessingDescription.Sigmoid();
            case "softmax":
                arguments.ExpectKeys("axis");
                return new ProcessingDescription.Softmax(
                    ReadAxis(arguments["axis"], context) ?? AxisIds.Channel);
            case "scale_mean_variance" when context.IsOutput:
                arguments.ExpectKeys("reference_tensor", "axes", "eps");
                return new ProcessingDescription.ScaleMeanVariance(
                    ReadScope(arguments, context, isDataSetWithoutAxes: false),
                    StepArguments.ReadReference(arguments["reference_tensor"]),
                    StepArguments.ReadEpsilon(arguments));
            case "stardist_postprocessing" when context.IsOutput:
                return InstanceStepReader.ReadStarDist(arguments);
            case "cellpose_flow_dynamics" when context.IsOutput:
                return InstanceStepReader.ReadCellpose(arguments);
            default:
                return ReadUnknown(id, name, arguments, context);
        }
    }

    private static ProcessingDescription.NotRunnable? ReadUnknown(
        RdfField id, string name, RdfField arguments, ProcessingContext context)
    {
        if (id.Report.IsNewer)
        {
            id.Notice($"'{name}' is not known to this program");
            return new ProcessingDescription.NotRunnable(name, ArgumentsOf(arguments));
        }

        id.Fail(context.IsOutput ? OutputNames : Names);
        return null;
    }

    private static RdfMapping ArgumentsOf(RdfField arguments) =>
        arguments.Node as RdfMapping ?? new RdfMapping(arguments.Line, []);

    private static StatisticsScope ReadScope(
        RdfField arguments, ProcessingContext context, bool isDataSetWithoutAxes)
    {
        RdfField field = arguments["axes"];
        if (field.IsAbsent)
        {
            return new StatisticsScope(isDataSetWithoutAxes, null);
        }

        ImmutableArray<string>.Builder axes = ImmutableArray.CreateBuilder<string>();
        foreach (RdfField item in field.ReadItems("a list of axes"))
        {
            if (Identifiers.ReadAxisId(item.Require("an axis' identifier")) is string id)
            {
                context.ExpectAxis(item, id);
                axes.Add(id);
            }
        }

        return new StatisticsScope(
            axes.Contains(AxisIds.Batch), [.. axes.Where(id => id != AxisIds.Batch).Distinct()]);
    }

    private static string? ReadAxis(RdfField field, ProcessingContext context)
    {
        string? id = Identifiers.ReadAxisId(field);
        if (id == AxisIds.Batch)
        {
            field.Fail("an axis other than the batch");
        }

        context.ExpectAxis(field, id ?? AxisIds.Channel);
        return id;
    }

    private static ProcessingDescription.ScaleRange ReadScaleRange(
        RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("axes", "min_percentile", "max_percentile", "eps", "reference_tensor");
        (double? min, double? max) = StepArguments.ReadPercentiles(arguments);
        return new ProcessingDescription.ScaleRange(
            ReadScope(arguments, context, isDataSetWithoutAxes: true),
            min ?? 0,
            max ?? 100,
            StepArguments.ReadEpsilon(arguments),
            Identifiers.ReadTensorId(arguments["reference_tensor"], isLengthLimited: false));
    }

    private static ProcessingDescription.FixedZeroMeanUnitVariance ReadFixed(
        RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("mean", "std", "axis");
        ImmutableArray<double> means = StepArguments.ReadNumbers(arguments["mean"].Require("a number")) ?? [];
        ImmutableArray<double> deviations =
            StepArguments.ReadDeviations(arguments["std"].Require("a number")) ?? [];
        bool isList = ExpectAxisOfLists(arguments, "mean", "std");
        if (isList && means.Length != deviations.Length)
        {
            arguments["std"].Fail($"{deviations.Length} values", $"as many as mean has ({means.Length})");
        }

        return new ProcessingDescription.FixedZeroMeanUnitVariance(
            means, deviations, isList ? ReadAxis(arguments["axis"], context) : null);
    }

    private static ProcessingDescription.ScaleLinear ReadScaleLinear(
        RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("gain", "offset", "axis");
        ImmutableArray<double> gains = StepArguments.ReadNumbers(arguments["gain"]) ?? [1];
        ImmutableArray<double> offsets = StepArguments.ReadNumbers(arguments["offset"]) ?? [0];
        bool isList = ExpectAxisOfLists(arguments, "gain", "offset");
        if (gains.Length > 1 && offsets.Length > 1 && gains.Length != offsets.Length)
        {
            arguments["offset"].Fail($"{offsets.Length} values", $"as many as gain has ({gains.Length})");
        }

        if (gains.All(g => g == 1) && offsets.All(o => o == 0))
        {
            arguments.Fail("a gain of 1 and an offset of 0, which change nothing", "another gain or offset");
        }

        return new ProcessingDescription.ScaleLinear(
            gains, offsets, isList ? ReadAxis(arguments["axis"], context) : null);
    }

    private static ProcessingDescription.Clip ReadClip(RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("min", "max", "min_percentile", "max_percentile", "axes");
        double? min = arguments["min"].ReadNumber();
        double? max = arguments["max"].ReadNumber();
        (double? minPercentile, double? maxPercentile) = StepArguments.ReadPercentiles(arguments);
        if (min is not null && minPercentile is not null)
        {
            arguments["min_percentile"].Fail($"{minPercentile} beside min", "one of them");
        }

        if (max is not null && maxPercentile is not null)
        {
            arguments["max_percentile"].Fail($"{maxPercentile} beside max", "one of them");
        }

        if (min >= max)
        {
            arguments["max"].Fail($"a number above min ({arguments["min"].Found})");
        }

        bool hasPercentile = minPercentile is not null || maxPercentile is not null;
        if (!hasPercentile && min is null && max is null)
        {
            arguments.Fail("without a bound", "min, max, min_percentile or max_percentile");
        }

        if (!hasPercentile && !arguments["axes"].IsAbsent)
        {
            arguments["axes"].Fail($"{arguments["axes"].Found} without a percentile", "no axes");
        }

        StatisticsScope scope = hasPercentile
            ? ReadScope(arguments, context, isDataSetWithoutAxes: true)
            : new StatisticsScope(false, null);
        return new ProcessingDescription.Clip(min, max, minPercentile, maxPercentile, scope);
    }

    private static ProcessingDescription.Binarize ReadBinarize(RdfField arguments, ProcessingContext context)
    {
        arguments.ExpectKeys("threshold", "axis");
        ImmutableArray<double> thresholds =
            StepArguments.ReadNumbers(arguments["threshold"].Require("a number")) ?? [];
        bool isList = ExpectAxisOfLists(arguments, "threshold");
        return new ProcessingDescription.Binarize(
            thresholds, isList ? ReadAxis(arguments["axis"], context) : null);
    }

    /// <summary>
    /// Whether an argument is a list, which needs an axis; a problem where axis and lists do not go together.
    /// </summary>
    private static bool ExpectAxisOfLists(RdfField arguments, params ReadOnlySpan<string> keys)
    {
        bool isList = false;
        foreach (string key in keys)
        {
            isList |= arguments[key].Node is RdfSequence;
        }

        RdfField axis = arguments["axis"];
        if (isList)
        {
            axis.Require("the axis of the list");
        }
        else if (!axis.IsAbsent)
        {
            axis.Fail($"{axis.Found} beside single numbers", "no axis, or a list of numbers");
        }

        return isList && !axis.IsAbsent;
    }
}
