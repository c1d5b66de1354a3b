using System.Runtime.InteropServices;

using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// An operand spread over a tensor: constant over runs of neighbours, or, where the runs are short
/// (interleaved channels), written out as the pattern that it makes.
/// </summary>
internal sealed class BroadcastOperand
{
    private const int ShortestRun = 16;

    private readonly TensorShape _shape;
    private readonly AxisTensor _values;
    private readonly long[] _strides;
    private readonly int _last;
    private readonly int _run;
    private readonly int _repeat;
    private double[] _pattern = [];

    /// <summary>An operand for a tensor.</summary>
    /// <param name="values">
    /// float64, over all of the tensor's axes in its order, with length 1 where it is constant.
    /// </param>
    /// <param name="shape">The tensor's shape.</param>
    public BroadcastOperand(AxisTensor values, TensorShape shape)
    {
        _values = values;
        _shape = shape;
        long[] strides = values.Shape.Strides();
        _strides = [.. strides.Select((stride, axis) => values.Shape[axis].Size == 1 ? 0 : stride)];
        _last = LastVarying(values.Shape, values.Shape.Count);
        long[] elements = shape.Strides();
        _run = _last < 0 ? int.MaxValue : (int)elements[_last];
        int outer = LastVarying(values.Shape, _last);
        _repeat = outer < 0 ? int.MaxValue : (int)elements[outer];
    }

    /// <summary>Applies an operator to elements of the tensor that follow one another in C order.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="chunk">The elements; overwritten.</param>
    /// <param name="offset">The first one's position in the tensor.</param>
    public void Apply(ArithmeticOperator operation, Span<double> chunk, int offset)
    {
        ReadOnlySpan<double> values = MemoryMarshal.Cast<byte, double>(_values.Bytes);
        if (_last < 0)
        {
            ArithmeticKernel.Apply(operation, chunk, values[0]);
            return;
        }

        if (_run < ShortestRun)
        {
            if (_pattern.Length < chunk.Length)
            {
                _pattern = new double[chunk.Length];
            }

            WriteOut(values, _pattern.AsSpan(0, chunk.Length), offset);
            ArithmeticKernel.Apply(operation, chunk, _pattern.AsSpan(0, chunk.Length));
            return;
        }

        for (int done = 0; done < chunk.Length;)
        {
            int run = (offset + done) / _run;
            int length = Math.Min(chunk.Length - done, (int)((((long)run + 1) * _run) - offset - done));
            ArithmeticKernel.Apply(operation, chunk.Slice(done, length), values[IndexOf(run)]);
            done += length;
        }
    }

    /// <summary>Repeats the values along the last varying axis for as long as no other axis moves.</summary>
    private void WriteOut(ReadOnlySpan<double> values, Span<double> pattern, int offset)
    {
        int block = _shape[_last].Size;
        for (int done = 0; done < pattern.Length;)
        {
            int start = offset + done;
            long repeatEnd = ((long)(start / _repeat) + 1) * _repeat;
            Span<double> part = pattern.Slice(done, (int)Math.Min(pattern.Length - done, repeatEnd - start));
            int position = start / _run % block;
            int inRun = start % _run;
            ReadOnlySpan<double> line = values.Slice(IndexOf((start / _run) - position), block);
            int period = (int)Math.Min(part.Length, (long)block * _run);
            for (int i = 0; i < period; i++)
            {
                part[i] = line[position];
                if (++inRun == _run)
                {
                    inRun = 0;
                    position = position + 1 == block ? 0 : position + 1;
                }
            }

            for (int written = period; written < part.Length; written *= 2)
            {
                part[..Math.Min(written, part.Length - written)].CopyTo(part[written..]);
            }

            done += part.Length;
        }
    }

    /// <summary>The position among the values of a run, counted in C order.</summary>
    private int IndexOf(int run)
    {
        long index = 0;
        for (int axis = _last; axis >= 0; axis--)
        {
            (run, int position) = Math.DivRem(run, _shape[axis].Size);
            index += position * _strides[axis];
        }

        return (int)index;
    }

    private static int LastVarying(TensorShape values, int before)
    {
        for (int axis = before - 1; axis >= 0; axis--)
        {
            if (values[axis].Size > 1)
            {
                return axis;
            }
        }

        return -1;
    }
}
