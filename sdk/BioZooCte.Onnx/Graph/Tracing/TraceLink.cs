namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>That a dimension of a tensor takes its positions from one of a source.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Source">The source.</param>
/// <param name="SourceDimension">Its dimension.</param>
/// <param name="Window">Which positions.</param>
internal readonly record struct TraceLink(int Dimension, TracedTensor Source, int SourceDimension, AxisWindow Window);
