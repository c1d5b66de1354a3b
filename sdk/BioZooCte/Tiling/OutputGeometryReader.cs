using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Tiling;

/// <summary>Reads how an output lies over the input from the rules for its sizes.</summary>
internal static class OutputGeometryReader
{
    /// <summary>The geometry of an output; reasons are added for axes that do not follow the input.</summary>
    public static OutputGeometry Read(OutputDescription output, int index, InputDescription input, List<string> reasons) =>
        InstanceGeometry.Of(
            output, new(index, [.. output.Axes.Select(axis => ReadAxis(output, axis, input, reasons))]), reasons);

    /// <summary>The smallest multiple of an alignment that is a whole number of elements in every output.</summary>
    public static int Align(int alignment, int inputAxis, ImmutableArray<OutputGeometry> outputs)
    {
        const int Most = 64;
        for (int factor = 1; factor <= Most; factor++)
        {
            int candidate = alignment * factor;
            if (outputs.All(o => o.Axes.All(a => a.InputAxis != inputAxis || IsWhole(candidate * a.Ratio))))
            {
                return candidate;
            }
        }

        return alignment;
    }

    /// <summary>
    /// Two fixed lengths say either that an axis is scaled, or that convolutions without padding took away its ends. One
    /// that is a multiple of the other is scaled; 388 of 572 is what a U-Net without padding leaves.
    /// </summary>
    private static OutputAxisGeometry BetweenFixed(string id, int inputAxis, int from, int to)
    {
        bool isScaled = to >= from || from % to == 0;
        return isScaled
            ? new OutputAxisGeometry(id, inputAxis, (double)to / from, 0, 0)
            : new OutputAxisGeometry(id, inputAxis, 1, to - from, 0);
    }

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) < 1e-6;

    private static OutputAxisGeometry ReadAxis(
        OutputDescription output, AxisDescription axis, InputDescription input, List<string> reasons)
    {
        bool isCut = axis.Type is AxisType.Space or AxisType.Time;
        switch (axis.Size)
        {
            case AxisSize.Referenced rule when rule.TensorId == input.Id && input.IndexOfAxis(rule.AxisId) >= 0:
                return new(axis.Id, input.IndexOfAxis(rule.AxisId), rule.Ratio, rule.Offset, 0);
            case AxisSize.Fixed size when !isCut:
                return new(axis.Id, -1, 1, 0, size.Size);
            case AxisSize.Fixed size when input.FindAxis(axis.Id)?.Size is AxisSize.Fixed whole:
                return BetweenFixed(axis.Id, input.IndexOfAxis(axis.Id), whole.Size, size.Size);
            case AxisSize.Fixed size when input.FindAxis(axis.Id) is null:
                return new(axis.Id, -1, 1, 0, size.Size);
            case AxisSize.Free when axis.Type == AxisType.Batch:
                return new(axis.Id, -1, 1, 0, 1);
            default:
                reasons.Add($"the length of the axis '{axis.Id}' of its output '{output.Id}' ({axis.Size}) "
                    + $"does not follow its input '{input.Id}'");
                return new(axis.Id, -1, 1, 0, 1);
        }
    }
}
