using System.Text.Json;

namespace BioZooCte.Reports;

/// <summary>Numbers that may not exist.</summary>
internal static class JsonWriterExtensions
{
    /// <summary>Writes a number; null where there is none, or it is not finite.</summary>
    public static void WriteFiniteOrNull(this Utf8JsonWriter json, string name, double? value) =>
        json.WriteNumberOrNull(name, value is double number && double.IsFinite(number) ? number : null);

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a whole number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is int number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
