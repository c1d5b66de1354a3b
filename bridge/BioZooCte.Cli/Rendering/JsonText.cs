using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BioZooCte.Cli.Rendering;

/// <summary>JSON as text, and what several commands write of it.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>The text.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="isIndented">Whether it has lines for people; else it is one.</param>
    public static string Of(Action<Utf8JsonWriter> write, bool isIndented = true)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, isIndented ? Indented : OneLine))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes an array of objects.</summary>
    public static void WriteObjects<T>(
        this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

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
}
