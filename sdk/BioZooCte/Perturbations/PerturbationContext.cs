using System.Collections.Immutable;

namespace BioZooCte.Perturbations;

/// <summary>What a perturbation is told of the sample that it changes.</summary>
internal sealed record PerturbationContext
{
    /// <summary>
    /// What counts as 0 in each channel: its percentile a, or 0 where the unit is the model's. One entry
    /// serves all channels.
    /// </summary>
    public required ImmutableArray<double> Origins { get; init; }

    /// <summary>
    /// What counts as 1 from there: b − a, or 1. Where it is 0 (a constant channel has no width) the unit is
    /// 1.
    /// </summary>
    public required ImmutableArray<double> Scales { get; init; }

    /// <summary>
    /// The mean over the whole sample in the unit; read by what <see cref="InputPerturbation.NeedsMean"/>.
    /// </summary>
    public double Mean { get; init; }

    /// <summary>What noise is drawn by; read by what <see cref="InputPerturbation.IsRandom"/>.</summary>
    public NoiseKey Noise { get; init; }

    /// <summary>Perturbation of the values as the model takes them.</summary>
    /// <param name="means">The mean of each channel of the whole sample.</param>
    /// <param name="noise">What noise is drawn by.</param>
    public static PerturbationContext InModelUnit(ImmutableArray<double> means, NoiseKey noise) =>
        Of([0], [1], means, noise);

    /// <summary>
    /// Perturbation in a unit that is the same for every model: from 0 at a low percentile to 1 at a high
    /// one.
    /// </summary>
    /// <param name="lows">The low percentile of each channel of the whole sample.</param>
    /// <param name="highs">The high percentile of each channel.</param>
    /// <param name="means">The mean of each channel; all channels have equally many values.</param>
    /// <param name="noise">What noise is drawn by.</param>
    public static PerturbationContext InPercentileUnit(
        ImmutableArray<double> lows,
        ImmutableArray<double> highs,
        ImmutableArray<double> means,
        NoiseKey noise) =>
        Of(lows, [.. highs.Zip(lows, (high, low) => high - low)], means, noise);

    /// <summary>The origin of a channel.</summary>
    public double OriginOf(int channel) => Origins[Origins.Length == 1 ? 0 : channel];

    /// <summary>The scale of a channel; never 0.</summary>
    public double ScaleOf(int channel)
    {
        double scale = Scales[Scales.Length == 1 ? 0 : channel];
        return scale == 0 ? 1 : scale;
    }

    private static PerturbationContext Of(
        ImmutableArray<double> origins,
        ImmutableArray<double> scales,
        ImmutableArray<double> means,
        NoiseKey noise)
    {
        PerturbationContext unit = new() { Origins = origins, Scales = scales, Noise = noise };
        double sum = 0;
        for (int channel = 0; channel < means.Length; channel++)
        {
            sum += (means[channel] - unit.OriginOf(channel)) / unit.ScaleOf(channel);
        }

        return unit with { Mean = means.IsEmpty ? 0 : sum / means.Length };
    }
}
