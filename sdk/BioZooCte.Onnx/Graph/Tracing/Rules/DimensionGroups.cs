namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>
/// Which dimensions before and after a change of shape hold the same elements: the shortest runs of either side
/// with equal products, from the first dimension on.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="input">Before.</param>
/// <param name="output">After.</param>
/// <param name="sources">For each dimension after the one whose length was asked for.</param>
/// <param name="isFixed">For each dimension after whether its length stands in the weights.</param>
internal sealed class DimensionGroups(
    NodeTrace node, TracedTensor input, TracedTensor output, DimensionTrace[] sources, bool[] isFixed)
{
    /// <summary>Follows the dimensions as far as they can be told apart.</summary>
    public void Match()
    {
        int i = 0;
        int j = 0;
        while (i < input.Rank || j < output.Rank)
        {
            List<int> before = [];
            List<int> after = [];
            long left = Take(input, ref i, before);
            long right = Take(output, ref j, after);
            while (left != right)
            {
                if (left < right)
                {
                    left *= Take(input, ref i, before);
                }
                else
                {
                    right *= Take(output, ref j, after);
                }
            }

            Match(before, after);
        }
    }

    /// <summary>The next dimension that is longer than 1; those of length 1 hold no positions.</summary>
    private static long Take(TracedTensor tensor, ref int next, List<int> taken)
    {
        while (next < tensor.Rank && tensor.Sizes[next] == 1)
        {
            next++;
        }

        if (next == tensor.Rank)
        {
            return 1;
        }

        taken.Add(next);
        return tensor.Sizes[next++];
    }

    private void Match(List<int> before, List<int> after)
    {
        uint mixed = input.MixedOver(before);
        if (mixed == 0)
        {
            return;
        }

        if (after.All(dimension => isFixed[dimension]))
        {
            node.NoteFixed(mixed, $"has the constant size {output.Sizes[after[0]]}");
        }

        if (before.Count == 1 && after.Count == 1)
        {
            output.Follow(after[0], input, before[0]);
            return;
        }

        // What was flattened is told apart again where the lengths were asked of a tensor that still knew.
        bool IsFoundAgain(int dimension) =>
            sources[dimension].Axis >= 0 && (mixed & (1u << sources[dimension].Axis)) != 0;
        uint rest = after.Where(IsFoundAgain).Aggregate(mixed, (left, dimension) => left & ~sources[dimension].Mixed);
        foreach (int dimension in after)
        {
            output.Dimensions[dimension] = IsFoundAgain(dimension) ? sources[dimension]
                : rest == 0 ? DimensionTrace.None
                : DimensionTrace.Flattened(rest);
        }

        output.Unbounded |= mixed & node.Space;
    }
}
