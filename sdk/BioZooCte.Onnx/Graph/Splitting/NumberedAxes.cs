namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Identifiers for the axes of tensors inside a network, which have no names: their numbers.</summary>
internal static class NumberedAxes
{
    /// <summary>As many identifiers as there are dimensions.</summary>
    public static IReadOnlyList<string> Of(int rank) => [.. Enumerable.Range(0, rank).Select(i => $"{i}")];
}
