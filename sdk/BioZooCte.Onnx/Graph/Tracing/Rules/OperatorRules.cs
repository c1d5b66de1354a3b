using System.Collections.Frozen;

using BioZooCte.Onnx.Graph.Check;
using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>The rule by which each operator is followed.</summary>
internal static class OperatorRules
{
    private static readonly FrozenDictionary<string, Action<NodeTrace>> Rules = Collect();

    /// <summary>The rule for a node's operator; null where there is none.</summary>
    public static Action<NodeTrace>? Find(NodeProto node) =>
        KnownOperators.IsStandard(node.Domain) ? Rules.GetValueOrDefault(node.OpType) : null;

    private static FrozenDictionary<string, Action<NodeTrace>> Collect()
    {
        Dictionary<string, Action<NodeTrace>> rules = new(StringComparer.Ordinal);
        ElementwiseRules.AddTo(rules);
        ConvolutionRules.AddTo(rules);
        PoolingRules.AddTo(rules);
        NormalizationRules.AddTo(rules);
        ReductionRules.AddTo(rules);
        MatrixRules.AddTo(rules);
        ResizeRules.AddTo(rules);
        RearrangingRules.AddTo(rules);
        ReshapeRules.AddTo(rules);
        SelectionRules.AddTo(rules);
        SizeRules.AddTo(rules);
        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
