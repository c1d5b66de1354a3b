using System.Text.Json;

using BioZooCte.Cli.Rendering;
using BioZooCte.Packages.Description;

namespace BioZooCte.Cli.Zoo;

/// <summary>Writes models that were found as JSON.</summary>
internal static class ZooJson
{
    /// <summary>Writes them, as one array.</summary>
    public static void Write(TextWriter output, IReadOnlyList<FoundModel> models) => output.WriteLine(JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (FoundModel model in models)
        {
            Write(json, model);
        }

        json.WriteEndArray();
    }));

    private static void Write(Utf8JsonWriter json, FoundModel found)
    {
        json.WriteStartObject();
        json.WriteString("id", found.Model.Entry.Id);
        json.WriteString("version", found.Model.Version.Name);
        json.WriteString("source", found.Model.Version.Source.ToString());
        json.WriteString("sha256", found.Model.Version.Sha256);
        if (found.Model.Description is ModelDescription description)
        {
            json.WriteString("name", description.Name);
            json.WriteString("description", description.Description);
            json.WriteString("license", description.License);
            WriteList(json, "tags", description.Tags);
            WriteList(json, "axes", description.Inputs[0].Axes.Select(axis => axis.Id));
            WriteList(json, "weights", description.Weights.Select(weights => weights.Format));
        }

        WriteList(json, "structures", found.Structures);
        json.WriteBoolean("runnable", found.ReasonsAgainst.IsEmpty);
        WriteList(json, "reasons_against", found.ReasonsAgainst);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
