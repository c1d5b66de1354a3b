using System.Buffers;

using BioZooCte.Tensors;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// Tensors by their names in the weights, as the runtime reads and writes them where they lie. Disposing it lets go
/// of their memory.
/// </summary>
internal sealed class BoundTensors : IDisposable
{
    private readonly List<MemoryHandle> _pins = [];
    private readonly List<OrtValue> _values = [];
    private readonly List<string> _names = [];

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The runtime's view of each.</summary>
    public IReadOnlyList<OrtValue> Values => _values;

    /// <summary>Adds a tensor, whose memory then stays where it is.</summary>
    public unsafe void Add(string name, AxisTensor tensor)
    {
        MemoryHandle pin = tensor.Memory.Pin();
        _pins.Add(pin);
        long[] shape = [.. tensor.Shape.Select(axis => (long)axis.Size)];
        _values.Add(OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            ElementTypeMap.ToRuntime(tensor.ElementType),
            shape,
            (nint)pin.Pointer,
            tensor.Memory.Length));
        _names.Add(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        foreach (MemoryHandle pin in _pins)
        {
            pin.Dispose();
        }

        _values.Clear();
        _pins.Clear();
    }
}
