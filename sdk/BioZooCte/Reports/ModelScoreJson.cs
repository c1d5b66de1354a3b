using System.Text.Json;

using BioZooCte.Ranking;

namespace BioZooCte.Reports;

/// <summary>One model of a ranking, as JSON.</summary>
internal static class ModelScoreJson
{
    /// <summary>Writes the model as an object.</summary>
    public static void Write(Utf8JsonWriter json, ModelScore model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("source", model.Source);
        json.WriteString("sha256", model.Sha256);
        json.WriteString("structure", model.Structure);
        json.WriteNumberOrNull("rank", model.Rank);
        json.WriteNumberOrNull("score", model.Score);
        WriteInterval(json, "interval", model.Interval);
        json.WriteNumberOrNull("cte", model.Cte);
        json.WriteNumberOrNull("agreement", model.Agreement);
        json.WriteNumberOrNull("estimatedF1", model.EstimatedF1);
        WriteInterval(json, "estimatedF1Interval", model.EstimatedF1Interval);
        json.WriteNumberOrNull("voteGroup", model.VoteGroup);
        json.WriteNumberOrNull("tieGroup", model.TieGroup);
        json.WriteNumber("images", model.Images);
        json.WriteNumber("scored", model.Scored);
        json.WriteNumber("empty", model.Empty);
        json.WriteNumber("failed", model.Failed);
        json.WriteNumberOrNull("foreground", model.Foreground);
        json.WritePropertyName("foregroundRule");
        if (model.ForegroundRule is null)
        {
            json.WriteNullValue();
        }
        else
        {
            ForegroundRuleJson.Write(json, model.ForegroundRule);
        }

        json.WriteStartArray("flags");
        foreach (string flag in model.Flags)
        {
            json.WriteStringValue(flag);
        }

        json.WriteEndArray();
        json.WriteString("error", model.Error);
        WriteClasses(json, model);
        json.WriteStartArray("perImage");
        foreach (PairScore pair in model.PerImage)
        {
            Write(json, pair);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, ScoreInterval? interval)
    {
        if (interval is not ScoreInterval ends)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(ends.Low);
        json.WriteNumberValue(ends.High);
        json.WriteEndArray();
    }

    private static void WriteClasses(Utf8JsonWriter json, ModelScore model)
    {
        if (model.Classes.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("classes");
        foreach (ClassScore one in model.Classes)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumberOrNull("score", one.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PairScore pair)
    {
        json.WriteStartObject();
        json.WriteString("image", pair.Image);
        json.WriteString("perturbation", pair.Perturbation);
        json.WriteNumber("run", pair.Run);
        json.WriteNumberOrNull("score", pair.Score);
        json.WriteNumberOrNull("foreground", pair.Foreground);
        json.WriteString("reason", pair.Reason);
        json.WriteEndObject();
    }
}
