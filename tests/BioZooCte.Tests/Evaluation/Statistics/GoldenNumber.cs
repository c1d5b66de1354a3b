using System.Text.Json;

namespace BioZooCte.Tests.Evaluation.Statistics;

/// <summary>Numbers of the reference files: NaN and the infinities stand as strings, or NaN as null.</summary>
internal static class GoldenNumber
{
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

    public static double[] ListOf(JsonElement values) => [.. values.EnumerateArray().Select(Of)];

    public static void AssertNear(JsonElement expected, double actual, double tolerance, string message)
    {
        double value = Of(expected);
        if (value.Equals(actual))
        {
            return;
        }

        Assert.IsTrue(
            Math.Abs(value - actual) <= tolerance, $"{message}: {actual:r}; expected {value:r} within {tolerance}");
    }
}
