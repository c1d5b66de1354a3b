using System.Globalization;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// The range of an image's finite values. ImageJ shows stacks of floats from 0 to 255 where none is stated.
/// </summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct FloatRange(float Low, float High)
{
    private const int Width = 16;

    /// <summary>A range without values.</summary>
    public static FloatRange None { get; } = new(float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>The range of these and further values.</summary>
    public FloatRange With(AxisTensor tensor)
    {
        (float low, float high) = (Low, High);
        if (tensor.ElementType == ElementType.Float32)
        {
            foreach (float value in tensor.AsSpan<float>())
            {
                if (float.IsFinite(value))
                {
                    low = Math.Min(low, value);
                    high = Math.Max(high, value);
                }
            }
        }

        return new FloatRange(low, high);
    }

    /// <summary>ImageJ's lines for it, always of the same length; 0 to 1 where there is no value.</summary>
    public string Describe()
    {
        (float low, float high) = float.IsFinite(Low) && float.IsFinite(High) ? (Low, High) : (0, 1);
        return $"min={Text(low)}\nmax={Text(high)}\n";
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture).PadRight(Width);
}
