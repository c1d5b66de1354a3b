namespace BioZooCte.Features;

/// <summary>Feature vectors: a row for each sampled position, a column for each channel.</summary>
public sealed class FeatureSamples
{
    private readonly double[] _values;

    /// <summary>Takes values.</summary>
    /// <param name="channels">The length of a row; at least 1.</param>
    /// <param name="values">Row after row; the caller gives them away.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public FeatureSamples(int channels, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (values.Length % channels != 0)
        {
            throw new ArgumentException(
                $"There are {values.Length} values; expected a multiple of the {channels} channels.", nameof(values));
        }

        Channels = channels;
        _values = values;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _values.Length / Channels;

    /// <summary>The number of columns.</summary>
    public int Channels { get; }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>A row.</summary>
    public ReadOnlySpan<double> this[int row] => _values.AsSpan(row * Channels, Channels);

    /// <summary>The rows of several, one after the other.</summary>
    /// <param name="channels">The channels of each.</param>
    /// <param name="parts">Samples of as many channels; none are no rows.</param>
    internal static FeatureSamples Together(int channels, IReadOnlyCollection<FeatureSamples> parts)
    {
        double[] values = new double[parts.Sum(part => part.Values.Length)];
        Span<double> rest = values;
        foreach (FeatureSamples part in parts)
        {
            part.Values.CopyTo(rest);
            rest = rest[part.Values.Length..];
        }

        return new FeatureSamples(channels, values);
    }
}
