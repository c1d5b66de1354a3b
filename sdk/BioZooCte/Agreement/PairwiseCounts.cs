using System.Buffers;
using System.Numerics;

using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>
/// How much foreground each two models have in common on one image. Its memory is used again for the next image, once
/// whoever asked has what it wants.
/// </summary>
/// <param name="models">The models.</param>
/// <param name="positions">All positions.</param>
internal sealed class PairwiseCounts(int models, long positions) : IDisposable
{
    private readonly long[] _foreground = Rent(models);
    private readonly long[] _both = Rent(PairPlace.Of(models, 0));

    /// <summary>The positions that are foreground of each model.</summary>
    public Span<long> Foreground => _foreground.AsSpan(0, models);

    /// <summary>The positions that are foreground of a model and of each model before it.</summary>
    public Span<long> BothOf(int model) => _both.AsSpan(PairPlace.Of(model, 0), model);

    /// <summary>The mean IoU of a model's foreground and that of each model before it; NaN where both are empty.</summary>
    public void WriteOverlaps(int model, Span<double> overlaps)
    {
        ReadOnlySpan<long> both = BothOf(model);
        ReadOnlySpan<long> earlier = Foreground[..model];
        long own = _foreground[model];
        int i = 0;
        for (; i <= model - Vector<long>.Count; i += Vector<long>.Count)
        {
            MeanIntersectionOverUnion.Of(positions, own, new Vector<long>(earlier[i..]), new Vector<long>(both[i..]))
                .CopyTo(overlaps[i..]);
        }

        for (; i < model; i++)
        {
            overlaps[i] = MeanIntersectionOverUnion.Of(positions, own, earlier[i], both[i]) ?? double.NaN;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(_foreground);
        ArrayPool<long>.Shared.Return(_both);
    }

    private static long[] Rent(int count)
    {
        long[] rented = ArrayPool<long>.Shared.Rent(count);
        rented.AsSpan(0, count).Clear();
        return rented;
    }
}
