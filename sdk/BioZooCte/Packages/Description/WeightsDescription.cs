namespace BioZooCte.Packages.Description;

/// <summary>What a package states about its weights in one format.</summary>
public sealed record WeightsDescription
{
    /// <summary>The format's key: <c>onnx</c>, <c>torchscript</c>, <c>pytorch_state_dict</c> …</summary>
    public required string Format { get; init; }

    /// <summary>The file.</summary>
    public required FileDescription Source { get; init; }

    /// <summary>
    /// ONNX only: the file that holds the tensors beside the graph; null where there is none.
    /// </summary>
    public FileDescription? ExternalData { get; init; }

    /// <summary>ONNX only: the operator set's version; null where none is stated.</summary>
    public int? OpsetVersion { get; init; }

    /// <summary>The weights format that these were converted from; null for original ones.</summary>
    public string? Parent { get; init; }
}
