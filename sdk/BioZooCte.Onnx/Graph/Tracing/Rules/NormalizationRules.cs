namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that keep sizes and compare elements along some dimensions: normalisation, softmax.</summary>
internal static class NormalizationRules
{
    /// <summary>The first version in which softmax runs along one dimension instead of all from one on.</summary>
    private const int SoftmaxAlongOne = 13;

    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("InstanceNormalization", node => Normalize(node, From(node, 2)));
        rules.Add("GroupNormalization", node => Normalize(node, From(node, 1)));
        rules.Add("LayerNormalization", node => Normalize(node, From(node, node.Int("axis", -1))));
        rules.Add("RMSNormalization", node => Normalize(node, From(node, node.Int("axis", -1))));
        rules.Add("MeanVarianceNormalization", node => Normalize(node, node.Ints("axes") ?? [0, 2, 3]));
        rules.Add("LpNormalization", node => Normalize(node, [node.Int("axis", -1)]));
        rules.Add("CumSum", node => Normalize(node, [node.Values(1)[0]]));
        foreach (string name in (string[])["Softmax", "LogSoftmax", "Hardmax"])
        {
            rules.Add(name, Softmax);
        }
    }

    private static void Softmax(NodeTrace node)
    {
        if (node.Version >= SoftmaxAlongOne)
        {
            Normalize(node, [node.Int("axis", -1)]);
        }
        else
        {
            Normalize(node, From(node, node.Int("axis", 1)));
        }
    }

    private static void Normalize(NodeTrace node, IEnumerable<long> axes)
    {
        TracedTensor input = node.Input(0);
        TracedTensor output = ElementwiseRules.SameAs(node, input.DataType);
        node.NoteOverSpace(output, input.MixedOver(axes.Select(axis => NodeTrace.Dimension(axis, input.Rank))));
    }

    private static IEnumerable<long> From(NodeTrace node, long axis)
    {
        int rank = node.Input(0).Rank;
        int first = NodeTrace.Dimension(axis, rank);
        return Enumerable.Range(first, rank - first).Select(i => (long)i);
    }
}
