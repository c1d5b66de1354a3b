using System.Numerics;
using System.Runtime.InteropServices;

using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Takes exact statistics of a tensor that need not stand in memory. What is larger than a band is read as often as
/// <see cref="RadixSelection{T}"/> asks for.
/// </summary>
internal static class GroupStatisticsReader
{
    /// <summary>Groups that are counted at a time: their counts take at most 40 MiB for two percentiles of float32.</summary>
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
        int bandElements = TensorBands.MaximumElements) => source.ElementType switch
        {
            ElementType.Bool or ElementType.UInt8 =>
                ReadAsync<byte>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Int8 => ReadAsync<sbyte>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.UInt16 => ReadAsync<ushort>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Int16 => ReadAsync<short>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.UInt32 => ReadAsync<uint>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Int32 => ReadAsync<int>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.UInt64 => ReadAsync<ulong>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Int64 => ReadAsync<long>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Float16 => ReadAsync<Half>(source, keptAxes, percentiles, bandElements, cancellationToken),
            ElementType.Float32 => ReadAsync<float>(source, keptAxes, percentiles, bandElements, cancellationToken),
            _ => ReadAsync<double>(source, keptAxes, percentiles, bandElements, cancellationToken),
        };

    private static async ValueTask<GroupStatistics> ReadAsync<T>(
        ITensorSource source,
        IReadOnlyCollection<string> keptAxes,
        IReadOnlyList<Percentile> percentiles,
        int bandElements,
        CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        TensorShape shape = source.Shape;
        GroupStatistics result = new(new TensorShape(shape.Where(a => keptAxes.Contains(a.Id))), percentiles.Count);
        string[] order = [.. keptAxes, .. shape.Select(a => a.Id).Where(id => !keptAxes.Contains(id))];
        foreach (TensorRegion piece in GroupPieces.Of(shape, keptAxes, bandElements))
        {
            int[] groups = GroupPieces.GroupsOf(piece, keptAxes);
            if (piece.Shape.ElementCount <= bandElements)
            {
                AxisTensor tensor = await source.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
                Take<T>(AxisOrder.Reorder(tensor, order), groups, percentiles, result);
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
                        AxisTensor tensor = await source.ReadAsync(Inside(piece, band), cancellationToken)
                            .ConfigureAwait(false);
                        stream.Observe(AxisOrder.Reorder(tensor, order), groups.Length);
                    }
                }
                while (stream.Advance());
                stream.CopyTo(result, groups);
            }
        }

        return result;
    }

    private static void Take<T>(
        AxisTensor grouped, int[] groups, IReadOnlyList<Percentile> percentiles, GroupStatistics result)
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
