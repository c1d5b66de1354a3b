using System.Numerics.Tensors;
using System.Runtime.InteropServices;

using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Runs operations over a tensor, chunk by chunk through all of them, in double: what is between two casts is
/// never rounded, and nothing but the result is allocated.
/// </summary>
internal static class OperationChain
{
    /// <summary>
    /// A multiple of every vector's length: a chunk, two operands and the result stay in the first cache.
    /// </summary>
    private const int ChunkSize = 1024;

    /// <summary>The tensor after the operations, as a tensor of the given type.</summary>
    /// <param name="operations">The operations, in order.</param>
    /// <param name="tensor">What they are applied to; left as it is.</param>
    /// <param name="operands">The operand of each operation, or null where it takes none.</param>
    /// <param name="type">The result's type.</param>
    /// <param name="arena">Where the result stands; null for memory of its own.</param>
    public static AxisTensor Run(
        ReadOnlySpan<ProcessingOperation> operations,
        AxisTensor tensor,
        ReadOnlySpan<BroadcastOperand?> operands,
        ElementType type,
        TensorArena? arena = null)
    {
        while (!operations.IsEmpty && operations[0] is ProcessingOperation.Cast cast)
        {
            operations = operations[1..];
            operands = operands[1..];
            if (operations.IsEmpty || !HoldsAll(tensor.ElementType, cast.Type))
            {
                tensor = ElementConverter.Cast(tensor, cast.Type, arena);
            }
        }

        int softmax = IndexOfSoftmax(operations);
        if (softmax >= 0)
        {
            string axis = ((ProcessingOperation.Softmax)operations[softmax]).AxisId;
            AxisTensor before = Run(operations[..softmax], tensor, operands[..softmax], ElementType.Float64, arena);
            AxisTensor after = SoftmaxKernel.Apply(before, axis, arena);
            return Run(operations[(softmax + 1)..], after, operands[(softmax + 1)..], type, arena);
        }

        return operations.IsEmpty
            ? ElementConverter.Cast(tensor, type, arena)
            : RunChunks(operations, tensor, operands, type, arena);
    }

    private static AxisTensor RunChunks(
        ReadOnlySpan<ProcessingOperation> operations,
        AxisTensor tensor,
        ReadOnlySpan<BroadcastOperand?> operands,
        ElementType type,
        TensorArena? arena)
    {
        AxisTensor result = AxisTensor.Uninitialized(tensor.Shape, type, arena);
        int from = tensor.ElementType.SizeOf();
        int to = type.SizeOf();
        int count = tensor.Count;
        Span<double> chunk = stackalloc double[ChunkSize];
        for (int offset = 0; offset < count; offset += ChunkSize)
        {
            int length = Math.Min(ChunkSize, count - offset);
            Span<byte> bytes = MemoryMarshal.AsBytes(chunk[..length]);
            Span<byte> source = tensor.Bytes.Slice(offset * from, length * from);
            ElementConverter.Cast(source, tensor.ElementType, bytes, ElementType.Float64);
            for (int i = 0; i < operations.Length; i++)
            {
                Apply(operations[i], operands[i], chunk, length, offset);
            }

            Span<byte> target = result.Bytes.Slice(offset * to, length * to);
            ElementConverter.Cast(bytes, ElementType.Float64, target, type);
        }

        return result;
    }

    private static void Apply(
        ProcessingOperation operation, BroadcastOperand? operand, Span<double> chunk, int length, int offset)
    {
        switch (operation)
        {
            case ProcessingOperation.Arithmetic arithmetic:
                operand!.Apply(arithmetic.Operator, chunk[..length], offset);
                break;
            case ProcessingOperation.Sigmoid:
                // Over the full chunk, so that an element's result does not depend on how many follow it: the
                // last few of a span are computed by other instructions.
                TensorPrimitives.Sigmoid(chunk, chunk);
                break;
            case ProcessingOperation.Cast cast:
                RoundTrip(chunk[..length], cast.Type);
                break;
            default:
                throw new ArgumentException($"{operation} is not one on single elements.", nameof(operation));
        }
    }

    /// <summary>What is left of the values where they are kept in a type.</summary>
    private static void RoundTrip(Span<double> chunk, ElementType type)
    {
        if (type == ElementType.Float64)
        {
            return;
        }

        Span<byte> kept = stackalloc byte[ChunkSize * sizeof(double)];
        kept = kept[..(chunk.Length * type.SizeOf())];
        ElementConverter.Cast(MemoryMarshal.AsBytes(chunk), ElementType.Float64, kept, type);
        ElementConverter.Cast(kept, type, MemoryMarshal.AsBytes(chunk), ElementType.Float64);
    }

    private static int IndexOfSoftmax(ReadOnlySpan<ProcessingOperation> operations)
    {
        for (int i = 0; i < operations.Length; i++)
        {
            if (operations[i] is ProcessingOperation.Softmax)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a cast changes no value, so that elements may go straight to double.</summary>
    private static bool HoldsAll(ElementType from, ElementType to) => from == to || to switch
    {
        ElementType.Float64 => from is not (ElementType.Int64 or ElementType.UInt64),
        ElementType.Float32 => from.SizeOf() <= 2,
        _ => false,
    };
}
