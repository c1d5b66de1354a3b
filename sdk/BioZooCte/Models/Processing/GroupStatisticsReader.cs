using System.Numerics;
using System.Runtime.InteropServices;

using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Takes exact statistics of a tensor that need not stand in memory. What is larger than a band is read as
/// often as
/// <see cref="RadixSelection{T}"/> asks for.
/// </summary>
internal sealed class GroupStatisticsReader(
    ITensorSource source,
    IReadOnlyCollection<string> keptAxes,
    IReadOnlyList<Percentile> percentiles,
    int bandElements)
{
    /// <summary>
    /// Groups that are counted at a time: their counts take at most 40 MiB for two percentiles of float32.
    /// </summary>
    private const int GroupsAtATime = 16;

    /// <summary>Statistics of a tensor's groups.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="keptAxes">The axes that are not reduced, in the tensor's order.</param>
    /// <param name="percentiles">What is asked for beside the moments.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="bandElements">The elements that are read at a time, at the most.</param>
    public static ValueTask<GroupStatistics> ReadAsync(
        ITensorSource source,
        IReadOnlyCollection<string> keptAxes,
        IReadOnlyList<Percentile> percentiles,
        CancellationToken cancellationToken,
        int bandElements = TensorBands.MaximumElements)
    {
        GroupStatisticsReader reader = new(source, keptAxes, percentiles, bandElements);
        return source.ElementType switch
        {
            ElementType.Bool or ElementType.UInt8 => reader.ReadAsync<byte>(cancellationToken),
            ElementType.Int8 => reader.ReadAsync<sbyte>(cancellationToken),
            ElementType.UInt16 => reader.ReadAsync<ushort>(cancellationToken),
            ElementType.Int16 => reader.ReadAsync<short>(cancellationToken),
            ElementType.UInt32 => reader.ReadAsync<uint>(cancellationToken),
            ElementType.Int32 => reader.ReadAsync<int>(cancellationToken),
            ElementType.UInt64 => reader.ReadAsync<ulong>(cancellationToken),
            ElementType.Int64 => reader.ReadAsync<long>(cancellationToken),
            ElementType.Float16 => reader.ReadAsync<Half>(cancellationToken),
            ElementType.Float32 => reader.ReadAsync<float>(cancellationToken),
            _ => reader.ReadAsync<double>(cancellationToken),
        };
    }

    private async ValueTask<GroupStatistics> ReadAsync<T>(CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        TensorShape groupShape = new(source.Shape.Where(axis => keptAxes.Contains(axis.Id)));
        GroupStatistics result = new(groupShape, percentiles.Count);
        foreach (TensorRegion piece in GroupPieces.Of(source.Shape, keptAxes, bandElements))
        {
            int[] groups = GroupPieces.GroupsOf(piece, keptAxes);
            if (piece.Shape.ElementCount <= bandElements)
            {
                Take<T>(await ReadGroupedAsync(piece, cancellationToken).ConfigureAwait(false), groups, result);
                continue;
            }

            for (int first = 0; first < groups.Length; first += GroupsAtATime)
            {
                GroupStream<T> stream = new(first, Math.Min(GroupsAtATime, groups.Length - first), percentiles);
                do
                {
                    foreach (TensorRegion band in TensorBands.Of(piece.Shape, bandElements))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        AxisTensor grouped = await ReadGroupedAsync(Inside(piece, band), cancellationToken)
                            .ConfigureAwait(false);
                        stream.Observe(grouped, groups.Length);
                    }
                }
                while (stream.Advance());
                stream.CopyTo(result, groups);
            }
        }

        return result;
    }

    /// <summary>A region's elements, those of a group one after another.</summary>
    private async ValueTask<AxisTensor> ReadGroupedAsync(TensorRegion region, CancellationToken cancellationToken)
    {
        AxisTensor tensor = await source.ReadAsync(region, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> reduced = source.Shape.Select(axis => axis.Id).Where(id => !keptAxes.Contains(id));
        return AxisOrder.Reorder(tensor, [.. keptAxes, .. reduced]);
    }

    private void Take<T>(AxisTensor grouped, int[] groups, GroupStatistics result)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(grouped.Bytes);
        int size = groups.Length == 0 ? 0 : values.Length / groups.Length;
        T[] scratch = new T[Math.Min(size, Percentiles.SortedAtMost)];
        double[] found = new double[percentiles.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            ReadOnlySpan<T> group = values.Slice(i * size, size);
            result.Moments[groups[i]] = Moments.Of(group, out result.NotNumbers[groups[i]]);
            if (found.Length > 0)
            {
                Percentiles.Of(group, scratch, percentiles, found);
                for (int p = 0; p < found.Length; p++)
                {
                    result.Percentiles[p][groups[i]] = found[p];
                }
            }
        }
    }

    /// <summary>A region of a piece as a region of the whole.</summary>
    private static TensorRegion Inside(TensorRegion piece, TensorRegion band) => new(
        piece.Whole,
        Enumerable.Range(0, piece.Whole.Count)
            .Select(axis => new AxisRange(piece[axis].Start + band[axis].Start, band[axis].Length)));
}
