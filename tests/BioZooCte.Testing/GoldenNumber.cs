using System.Text.Json;

namespace BioZooCte.Testing;

/// <summary>
/// Numbers of the reference files: NaN and the infinities stand as strings, or NaN as null.
/// </summary>
public static class GoldenNumber
{
    /// <summary>The number that stands there.</summary>
    public static double Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            string other => throw new FormatException($"'{other}' is no number."),
            null => double.NaN,
        },
        _ => value.GetDouble(),
    };

    /// <summary>The numbers of a list.</summary>
    public static double[] ListOf(JsonElement values) => [.. values.EnumerateArray().Select(Of)];

    /// <summary>Holds a value, null where it is not defined, to the number that stands there.</summary>
    public static void AssertNear(JsonElement expected, double? actual, double tolerance, string message)
    {
        double stated = Of(expected);
        double value = actual ?? double.NaN;
        if (!stated.Equals(value))
        {
            Assert.IsTrue(
                Math.Abs(stated - value) <= tolerance, $"{message}: {value:r}; expected {stated:r} within {tolerance}");
        }
    }
}
