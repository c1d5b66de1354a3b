using System.Text.Json;

using BioZooCte.Cli.Rendering;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Store;

/// <summary>What a store keeps, as JSON.</summary>
internal static class StoreContentsJson
{
    /// <summary>The text.</summary>
    public static string Of(StoreContents contents) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", contents.Path);
        json.WriteNumber("bytes", contents.Bytes);
        json.WriteObjects("models", contents.Models, Write);
        json.WriteObjects("images", contents.Images, Write);
        json.WriteObjects("workers", contents.Workers, Write);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, KeptModel model)
    {
        json.WriteString("model", model.Question.Name);
        json.WriteString("modelSha256", model.Question.Model);
        json.WriteString("options", model.Question.Options);
        json.WriteString("software", model.Question.Software);
        json.WriteNumber("whole", model.Whole);
        json.WriteNumber("underWay", model.UnderWay);
        json.WriteNumber("failed", model.Failed);
        json.WriteBoolean("refused", model.IsRefused);
        json.WriteObjects("perturbations", model.Perturbations, (writer, one) =>
        {
            writer.WriteString("perturbation", one.Perturbation);
            writer.WriteNumber("images", one.Images);
            writer.WriteNumber("runs", one.Runs);
        });
        json.WritePropertyName("lastFinished");
        if (model.LastFinished is DateTimeOffset time)
        {
            json.WriteStringValue(time.UtcDateTime);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("bytes", model.Bytes);
    }

    private static void Write(Utf8JsonWriter json, ImageIdentity image)
    {
        json.WriteString("name", image.Name);
        json.WriteString("sha256", image.Sha256);
    }

    private static void Write(Utf8JsonWriter json, StoreWorker worker)
    {
        json.WriteString("host", worker.Host);
        json.WriteNumber("process", worker.Process);
        json.WriteString("lastSeen", worker.LastSeen.UtcDateTime);
        json.WriteObjects("images", worker.Images, (writer, one) =>
        {
            writer.WriteString("model", one.Model);
            writer.WriteString("image", one.Image);
        });
    }
}
