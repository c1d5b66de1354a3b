using System.Globalization;

namespace BioZooCte.Instances.Flows;

/// <summary>
/// Makes labels of flows: pixels of objects follow them, and those that end at the same sink are one object (Stringer
/// et al. 2021, doi:10.1038/s41592-020-01018-x). The network's flows are unit vectors times 5.
/// </summary>
/// <param name="rule">The rule.</param>
internal sealed class FlowInstances(FlowRule rule)
{
    /// <summary>Objects above this share of the image are not believed, as in the method's program.</summary>
    private const double GreatestShare = 0.4;

    private const float FlowLength = 5;

    /// <summary>Makes labels from 1; 0 is background.</summary>
    /// <param name="values">
    /// Flows along z (in a volume alone), y and x, then the logits; each z, y, x in C order.
    /// </param>
    /// <param name="grid">The lengths of each of these maps, and of the labels.</param>
    /// <param name="labels">Receives the labels.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The number of objects.</returns>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public int Label(
        ReadOnlySpan<float> values, GridSize grid, Span<int> labels, CancellationToken cancellationToken)
    {
        int axes = (values.Length / Math.Max(1, grid.Pixels)) - 1;
        bool[] mask = new bool[grid.Pixels];
        float[] flows = new float[axes * grid.Pixels];
        ReadOnlySpan<float> logits = values[(axes * grid.Pixels)..];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = float.IsNaN(logits[i])
                ? throw NotANumber("logit", i, grid, logits[i])
                : logits[i] > rule.ObjectThreshold;
            for (int axis = 0; axis < axes; axis++)
            {
                float flow = values[(axis * grid.Pixels) + i];
                flows[(axis * grid.Pixels) + i] = !float.IsFinite(flow)
                    ? throw NotANumber($"flow along {"zyx"[^(axes - axis)]}", i, grid, flow)
                    : mask[i] ? flow / FlowLength : 0;
            }
        }

        int[] ends = new FlowField(flows, axes, grid).EndsOf(mask, cancellationToken);
        int count = FlowSinks.Label(mask, ends, grid, labels);
        count = DropGreat(labels, count);
        if (axes == 2 && rule.FlowThreshold > 0 && count > 0)
        {
            count = DropUnlike(labels, count, flows, grid, cancellationToken);
        }

        count = SmallObjects.Remove(labels, count, rule.MinSize);
        Holes.Fill(labels, grid);
        return count;
    }

    private static int DropGreat(Span<int> labels, int count)
    {
        int[] sizes = new int[count + 1];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        double most = GreatestShare * labels.Length;
        return Keep(labels, count, label => sizes[label] <= most);
    }

    private int DropUnlike(
        Span<int> labels, int count, float[] flows, GridSize grid, CancellationToken cancellationToken)
    {
        double[] errors = MaskFlows.Errors(labels, count, flows, grid, cancellationToken);
        return Keep(labels, count, label => errors[label] <= rule.FlowThreshold);
    }

    private static int Keep(Span<int> labels, int count, Func<int, bool> stays)
    {
        int kept = 0;
        int[] numbers = new int[count + 1];
        for (int label = 1; label <= count; label++)
        {
            numbers[label] = stays(label) ? ++kept : 0;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = numbers[labels[i]];
        }

        return kept;
    }

    private static ArgumentException NotANumber(string what, int place, GridSize grid, float found)
    {
        (int row, int x) = Math.DivRem(place, grid.Width);
        (int z, int y) = Math.DivRem(row, grid.Height);
        return new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"the {what} at z {z}, y {y}, x {x} is {found}; expected a number."));
    }
}
