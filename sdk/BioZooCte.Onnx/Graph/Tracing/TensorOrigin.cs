namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>What a tensor's values depend on; each case includes those before it.</summary>
internal enum TensorOrigin
{
    /// <summary>The weights alone.</summary>
    Weights,

    /// <summary>The sizes of the image.</summary>
    Sizes,

    /// <summary>The image's values.</summary>
    Image,
}
