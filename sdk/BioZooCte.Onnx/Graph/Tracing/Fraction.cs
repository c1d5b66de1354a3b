using System.Numerics;

namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>A positive fraction in lowest terms.</summary>
internal readonly record struct Fraction
{
    /// <summary>Numerator over denominator; both above 0.</summary>
    public Fraction(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        long divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>1.</summary>
    public static Fraction One { get; } = new(1, 1);

    /// <summary>The numerator.</summary>
    public long Numerator { get; }

    /// <summary>The denominator.</summary>
    public long Denominator { get; }

    /// <summary>The product.</summary>
    public static Fraction operator *(Fraction a, Fraction b) =>
        new(checked(a.Numerator * b.Numerator), checked(a.Denominator * b.Denominator));
}
