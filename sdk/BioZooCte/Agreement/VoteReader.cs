using BioZooCte.Consistency;
using BioZooCte.Predictions;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Agreement;

/// <summary>
/// Takes a model's votes out of the parts of its unperturbed foreground. An output of another scale is read at the
/// element that covers the position.
/// </summary>
internal sealed class VoteReader : IForegroundReader
{
    private readonly OutputGeometry _output;
    private readonly VotePositions _positions;

    /// <summary>A reader for one model and one image.</summary>
    /// <param name="sheet">Where votes are written.</param>
    /// <param name="output">How the output that holds the foreground lies over the image.</param>
    public VoteReader(VoteSheet sheet, OutputGeometry output)
    {
        Sheet = sheet;
        _output = output;
        _positions = sheet.Positions;
    }

    /// <summary>Where votes are written.</summary>
    public VoteSheet Sheet { get; }

    /// <summary>Is given the votes of each part when they are read; null for nobody.</summary>
    public Action<int, IReadOnlyList<VoteRun>>? OnPartRead { get; init; }

    /// <inheritdoc/>
    public void Read(ForegroundMaps unperturbed, SamplePlace place, int order)
    {
        List<VoteRun>? runs = OnPartRead is null ? null : [];
        ReadOnlySpan<float> map = unperturbed.Foreground.AsSpan<float>();
        TensorRegion region = unperturbed.Region;
        int[] rows = ElementsAlong(AxisIds.Y, _positions.Rows, region);
        int[] columns = ElementsAlong(AxisIds.X, _positions.Columns, region);
        (int left, int right) = Inside(columns);
        (int top, int bottom) = Inside(rows);
        int width = LengthOf(AxisIds.X, region);
        byte[] votes = new byte[right - left];
        for (int p = 0; p < _positions.Planes.Length; p++)
        {
            if (PlaneIn(_positions.Planes[p], place, region) is not int plane)
            {
                continue;
            }

            for (int y = top; y < bottom; y++)
            {
                long row = (((long)p * _positions.Rows) + y) * _positions.Columns;
                int start = ((plane * LengthOf(AxisIds.Y, region)) + rows[y]) * width;
                long first = _positions.IndexFrom(row + left);
                long next = first;
                for (long pixel; next < _positions.Count && (pixel = _positions[next]) < row + right; next++)
                {
                    votes[next - first] = ToByte(map[start + columns[(int)(pixel - row)]]);
                }

                if (next > first)
                {
                    Span<byte> run = votes.AsSpan(0, (int)(next - first));
                    Sheet.Write(first, run);
                    runs?.Add(new VoteRun(first, [.. run]));
                }
            }
        }

        OnPartRead?.Invoke(order, runs!);
    }

    /// <summary>A probability rounded to 1/255.</summary>
    public static byte ToByte(float probability) => (byte)MathF.Round(Math.Clamp(probability, 0, 1) * 255);

    /// <summary>The run of positions whose element lies in the region: from the first up to, not with, the second.</summary>
    private static (int Start, int End) Inside(int[] elements)
    {
        int start = Array.FindIndex(elements, e => e >= 0);
        return start < 0 ? (0, 0) : (start, Array.FindLastIndex(elements, e => e >= 0) + 1);
    }

    /// <summary>For each position of the image along an axis the element that covers it, counted from the region's first; −1 outside.</summary>
    private int[] ElementsAlong(string axisId, int size, TensorRegion region)
    {
        int axis = AxisOf(axisId);
        int[] elements = new int[size];
        for (int i = 0; i < size; i++)
        {
            elements[i] = ElementIn(axis, i, region);
        }

        return elements;
    }

    private int ElementIn(int axis, int position, TensorRegion region)
    {
        int element = Math.Min(_output.Axes[axis].ElementAt(position), region.Whole[axis].Size - 1);
        int inside = element - region[axis].Start;
        return inside >= 0 && inside < region[axis].Length ? inside : -1;
    }

    /// <summary>The place of a plane among those of the map, time before z; null where the map does not hold it.</summary>
    private int? PlaneIn((int Frame, int Slice) plane, SamplePlace place, TensorRegion region)
    {
        if ((place.Frame ?? plane.Frame) != plane.Frame || (place.Slice ?? plane.Slice) != plane.Slice)
        {
            return null;
        }

        int time = AxisOf(AxisIds.Time);
        int z = AxisOf(AxisIds.Z);
        int frame = time < 0 ? 0 : ElementIn(time, place.Frame is null ? plane.Frame : 0, region);
        int slice = z < 0 ? 0 : ElementIn(z, place.Slice is null ? plane.Slice : 0, region);
        return frame < 0 || slice < 0 ? null : (frame * LengthOf(AxisIds.Z, region)) + slice;
    }

    private int LengthOf(string axisId, TensorRegion region) =>
        AxisOf(axisId) is int axis and >= 0 ? region[axis].Length : 1;

    private int AxisOf(string axisId)
    {
        for (int i = 0; i < _output.Axes.Length; i++)
        {
            if (_output.Axes[i].Id == axisId)
            {
                return i;
            }
        }

        return -1;
    }
}
