using System.Buffers;

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
    // Of a model those with each before it, and itself, after those of the models before it.
    private readonly long[] _both = Rent(PlaceOf(models, 0));

    /// <summary>Those of a model with each model before it, and itself.</summary>
    public Span<long> Of(int model) => _both.AsSpan(PlaceOf(model, 0), model + 1);

    /// <summary>The positions that are foreground of a model and of a model before it, or of itself.</summary>
    public long InBoth(int model, int earlier) => _both[PlaceOf(model, earlier)];

    /// <summary>The mean IoU of a model's foreground and that of a model before it; null where both are empty.</summary>
    public double? Overlap(int model, int earlier) => MeanIntersectionOverUnion.Of(
        positions, InBoth(model, model), InBoth(earlier, earlier), InBoth(model, earlier));

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<long>.Shared.Return(_both);

    private static int PlaceOf(int model, int earlier) => checked((model * (model + 1) / 2) + earlier);

    private static long[] Rent(int count)
    {
        long[] rented = ArrayPool<long>.Shared.Rent(count);
        rented.AsSpan(0, count).Clear();
        return rented;
    }
}
