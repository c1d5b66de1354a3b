using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the arguments of steps that make labels of instances.</summary>
internal static class InstanceStepReader
{
    private const int PlaneAxes = 2;
    private const int VolumeAxes = 3;

    /// <summary>The fewest rays that enclose anything in a plane; in a volume it is one more.</summary>
    private const int LeastRays = 3;

    /// <summary>The border that StarDist leaves where none is stated.</summary>
    private const int DefaultBorder = 2;

    /// <summary>The arguments of <c>stardist_postprocessing</c>, in a plane or a volume.</summary>
    public static ProcessingDescription ReadStarDist(RdfField arguments)
    {
        arguments.ExpectKeys(
            "prob_threshold", "nms_threshold", "n_rays", "grid", "b", "anisotropy", "overlap_label");
        RdfField grid = arguments["grid"].Require("2 whole numbers for y, x or 3 for z, y, x");
        ImmutableArray<int> factors =
        [
            .. grid.ReadItems("a list of whole numbers").Select(f => f.ReadWhole(1, "a whole number above 0") ?? 1),
        ];
        bool isVolume = factors.Length == VolumeAxes;
        if (!grid.IsAbsent && !isVolume && factors.Length != PlaneAxes)
        {
            grid.Fail($"{factors.Length} values", "2 for y, x or 3 for z, y, x");
        }

        RdfField anisotropy = arguments["anisotropy"];
        RdfField rays = arguments["n_rays"];
        if (isVolume)
        {
            anisotropy.Require("3 numbers for z, y, x");
            rays.Require("the number of rays");
        }

        return new ProcessingDescription.StarDistPostprocessing(
            ReadShare(arguments["prob_threshold"]),
            ReadShare(arguments["nms_threshold"]),
            rays.IsAbsent ? null : ReadRays(rays, isVolume),
            factors,
            ReadBorder(arguments["b"], factors.Length),
            anisotropy.IsAbsent ? null : ReadAnisotropy(anisotropy, isVolume),
            arguments["overlap_label"].IsAbsent ? null : ReadOverlapLabel(arguments["overlap_label"]));
    }

    /// <summary>The arguments of <c>cellpose_flow_dynamics</c>.</summary>
    public static ProcessingDescription ReadCellpose(RdfField arguments)
    {
        arguments.ExpectKeys("cellprob_threshold", "flow_threshold", "do_3D", "min_size", "output_dtype");
        RdfField flow = arguments["flow_threshold"];
        double flowThreshold = flow.ReadNumber() ?? 0.4;
        if (flowThreshold < 0)
        {
            flow.Fail("a number from 0");
        }

        RdfField type = arguments["output_dtype"];
        ElementType labels = type.IsAbsent
            ? ElementType.UInt16
            : ElementReader.ReadType(type, t => t is ElementType.UInt16 or ElementType.UInt32) ?? ElementType.UInt16;
        RdfField size = arguments["min_size"];
        return new ProcessingDescription.CellposeFlowDynamics(
            arguments["cellprob_threshold"].ReadNumber() ?? 0,
            flowThreshold,
            arguments["do_3D"].ReadFlag() ?? false,
            size.IsAbsent ? 15 : size.ReadWhole(0, "a whole number from 0") ?? 0,
            labels);
    }

    private static int? ReadRays(RdfField field, bool isVolume) => field.ReadWhole(
        isVolume ? LeastRays + 1 : LeastRays, "a whole number of rays, at least 3 in a plane and 4 in a volume");

    private static double ReadShare(RdfField field)
    {
        double value = StepArguments.ReadNumber(field);
        if (value is not (>= 0 and <= 1))
        {
            field.Fail("a number from 0 to 1");
        }

        return value;
    }

    private static int? ReadOverlapLabel(RdfField field) => field.ReadAnyNumber("a whole number") is double value
        && value == Math.Floor(value) && value is >= 0 and <= int.MaxValue
            ? (int)value
            : Failed(field, "a whole number from 0, since labels are from 0");

    private static int? Failed(RdfField field, string expected)
    {
        field.Fail(expected);
        return null;
    }

    private static ImmutableArray<double> ReadAnisotropy(RdfField field, bool isVolume)
    {
        ImmutableArray<double> values = StepArguments.ReadNumbers(field) ?? [];
        if (!isVolume || values.Length != VolumeAxes || values.Any(v => v <= 0))
        {
            field.Fail(isVolume ? "3 numbers above 0, for z, y, x" : "none, for grid has 2 values");
        }

        return values;
    }

    /// <summary>A number for all sides, or a pair for each axis.</summary>
    private static ImmutableArray<int> ReadBorder(RdfField field, int axes)
    {
        const string Expected = "a whole number from 0, or a pair of them for each axis of grid";
        if (field.Node is not RdfSequence)
        {
            int border = field.IsAbsent ? DefaultBorder : field.ReadWhole(0, Expected) ?? 0;
            return [.. Enumerable.Repeat(border, 2 * axes)];
        }

        ImmutableArray<RdfField> pairs = field.ReadItems(Expected);
        ImmutableArray<int> sides =
            [.. pairs.SelectMany(p => p.ReadItems(Expected)).Select(s => s.ReadWhole(0, Expected) ?? 0)];
        if (pairs.Length != axes || sides.Length != 2 * axes)
        {
            field.Fail($"{sides.Length} numbers in {pairs.Length} pairs", Expected);
        }

        return sides;
    }
}
