using System.Text.Json;

using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>Sweeps over strengths as JSON.</summary>
internal static class StrengthSweepJson
{
    /// <summary>Writes a sweep, or null.</summary>
    public static void Write(Utf8JsonWriter json, StrengthSweep? sweep)
    {
        if (sweep is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", sweep.Name);
        json.WriteString("recommended", sweep.Recommended);
        json.WriteStartArray("strengths");
        foreach (SweptStrength strength in sweep.Strengths)
        {
            Write(json, strength);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SweptStrength strength)
    {
        json.WriteStartObject();
        json.WriteString("perturbation", strength.Perturbation);
        json.WriteNumber("strength", strength.Strength);
        json.WriteNumberOrNull("median", strength.Median);
        json.WriteNumber("pairs", strength.Pairs);
        json.WriteNumber("pairsToldApart", strength.PairsToldApart);
        json.WriteBoolean("collapsed", strength.IsCollapsed);
        json.WriteStartObject("scores");
        foreach ((string model, double? score) in strength.Scores)
        {
            json.WriteNumberOrNull(model, score);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
