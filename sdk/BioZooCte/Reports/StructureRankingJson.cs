using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>One structure of a ranking, as JSON.</summary>
internal static class StructureRankingJson
{
    /// <summary>Writes the structure as an object.</summary>
    public static void Write(Utf8JsonWriter json, StructureRanking structure)
    {
        json.WriteStartObject();
        json.WriteString("name", structure.Name);
        WriteTexts(json, "models", structure.Models);
        json.WriteString("estimator", structure.Estimator);
        json.WriteBoolean("higherIsBetter", structure.HigherIsBetter);
        json.WriteNumberOrNull("firmness", structure.Firmness);
        json.WriteStartArray("camps");
        foreach (ImmutableArray<string> camp in structure.Camps)
        {
            json.WriteStartArray();
            foreach (string model in camp)
            {
                json.WriteStringValue(model);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteTexts(json, "flags", structure.Flags);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
