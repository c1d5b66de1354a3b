namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>A node that a rule cannot follow; never leaves <see cref="GraphTrace"/>.</summary>
internal sealed class UntraceableException(string message) : Exception(message);
