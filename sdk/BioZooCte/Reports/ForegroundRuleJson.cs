using System.Text.Json;

using BioZooCte.Segmentation;

namespace BioZooCte.Reports;

/// <summary>What counts as a model's foreground, as JSON.</summary>
internal static class ForegroundRuleJson
{
    /// <summary>Writes the rule as an object.</summary>
    public static void Write(Utf8JsonWriter json, ForegroundRule rule)
    {
        json.WriteStartObject();
        json.WriteString("output", rule.OutputId);
        json.WriteNumber("outputIndex", rule.OutputIndex);
        json.WriteString("values", rule.Values.Name());
        json.WriteNumberOrNull("channel", rule.Channel);
        json.WriteString("channelName", rule.ChannelName);
        json.WriteNumberOrNull("backgroundChannel", rule.BackgroundChannel);
        json.WriteStartArray("classes");
        foreach (ForegroundClass one in rule.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("channel", one.Channel);
            json.WriteString("name", one.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("activation", rule.Activation);
        json.WriteString("reason", rule.Reason);
        json.WriteEndObject();
    }
}
