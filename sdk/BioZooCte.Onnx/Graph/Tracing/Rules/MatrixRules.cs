namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Products of matrices.</summary>
internal static class MatrixRules
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("MatMul", node => Multiply(node, 0, 1));
        rules.Add("MatMulInteger", node => Multiply(node, 0, 1));
        rules.Add("QLinearMatMul", node => Multiply(node, 0, 3));
        rules.Add("Gemm", Gemm);
    }

    private static void Multiply(NodeTrace node, int leftIndex, int rightIndex)
    {
        TracedTensor left = node.Input(leftIndex);
        TracedTensor right = node.Input(rightIndex);
        if (left.Rank < 2 || right.Rank < 2 || left.Sizes[^1] != right.Sizes[^2])
        {
            throw new UntraceableException("no product of matrices");
        }

        int rank = Math.Max(left.Rank, right.Rank);
        long[] sizes = new long[rank];
        for (int i = 0; i < rank - 2; i++)
        {
            sizes[i] = Math.Max(SizeFromEnd(left, rank - i), SizeFromEnd(right, rank - i));
        }

        sizes[^2] = left.Sizes[^2];
        sizes[^1] = right.Sizes[^1];
        TracedTensor output = node.Give(0, sizes, left.DataType);
        for (int i = 0; i < rank - 2; i++)
        {
            FollowFromEnd(output, i, left, rank - i);
            FollowFromEnd(output, i, right, rank - i);
        }

        output.Follow(rank - 2, left, left.Rank - 2);
        output.Follow(rank - 1, right, right.Rank - 1);
        NoteSummed(node, output, left, left.Rank - 1, right, right.Rank - 2);
    }

    private static void Gemm(NodeTrace node)
    {
        TracedTensor left = node.Input(0);
        TracedTensor right = node.Input(1);
        int row = node.Int("transA", 0) == 0 ? 0 : 1;
        int column = node.Int("transB", 0) == 0 ? 1 : 0;
        TracedTensor output = node.Give(0, [left.Sizes[row], right.Sizes[column]], left.DataType);
        output.Follow(0, left, row);
        output.Follow(1, right, column);
        NoteSummed(node, output, left, 1 - row, right, 1 - column);
    }

    private static void NoteSummed(
        NodeTrace node, TracedTensor output, TracedTensor left, int leftAxis, TracedTensor right, int rightAxis)
    {
        uint mixed = left.Dimensions[leftAxis].Mixed | right.Dimensions[rightAxis].Mixed;
        node.NoteOverSpace(output, mixed);
        if (left.Origin == TensorOrigin.Weights || right.Origin == TensorOrigin.Weights)
        {
            node.NoteFixed(mixed, "has weights for every position");
        }
    }

    private static long SizeFromEnd(TracedTensor tensor, int fromEnd) =>
        fromEnd <= tensor.Rank ? tensor.Sizes[tensor.Rank - fromEnd] : 1;

    private static void FollowFromEnd(TracedTensor output, int dimension, TracedTensor input, int fromEnd)
    {
        if (fromEnd <= input.Rank && input.Sizes[input.Rank - fromEnd] == output.Sizes[dimension])
        {
            output.Follow(dimension, input, input.Rank - fromEnd);
        }
    }
}
