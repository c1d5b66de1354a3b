using System.Text.Json;

using BioZooCte.Cli.Rendering;

namespace BioZooCte.Cli.Watch;

/// <summary>
/// What happens while folders are watched, as a line of JSON each: <c>event</c> says what, <c>time</c> when. Several
/// threads may write at the same time.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="clock">What tells the time.</param>
internal sealed class WatchLines(TextWriter output, TimeProvider clock)
{
    private readonly Lock _lock = new();

    /// <summary>Watching begins.</summary>
    public void WriteStart(WatchOptions options, string store) => Write("watching", json =>
    {
        json.WriteString("models", options.ModelFolders.Single());
        json.WriteString("images", options.ImageFolder);
        json.WriteString("store", store);
    });

    /// <summary>Watching ends.</summary>
    /// <param name="reason">Why, such as <c>stopped</c>.</param>
    public void WriteEnd(string reason) => Write("ended", json => json.WriteString("reason", reason));

    /// <summary>Something happened.</summary>
    public void Write(WatchEvent happened)
    {
        switch (happened)
        {
            case WatchEvent.ModelFound found:
                Write("model-found", json => json.WriteString("model", found.Source));
                break;
            case WatchEvent.ModelIncomplete incomplete:
                Write("model-incomplete", json => WriteReason(json, incomplete.Source, incomplete.Reason));
                break;
            case WatchEvent.ModelGone gone:
                Write("model-gone", json => json.WriteString("model", gone.Source));
                break;
            case WatchEvent.ModelCrashed crashed:
                Write("model-crashed", json => WriteReason(json, crashed.Source, crashed.Reason));
                break;
            case WatchEvent.ImageFound found:
                Write("image-found", json => json.WriteString("image", found.Source));
                break;
            case WatchEvent.ImageGone gone:
                Write("image-gone", json => json.WriteString("image", gone.Source));
                break;
            case WatchEvent.ImageScored scored:
                Write("image-scored", json => WriteScores(json, scored));
                break;
            case WatchEvent.NotRanked not:
                Write("not-ranked", json => json.WriteString("reason", not.Reason));
                break;
            case WatchEvent.Ranked ranked:
                Write("ranked", json => WriteRanking(json, ranked));
                break;
            default:
                throw new ArgumentException($"There is no line for {happened.GetType().Name}.", nameof(happened));
        }
    }

    private static void WriteReason(Utf8JsonWriter json, string model, string reason)
    {
        json.WriteString("model", model);
        json.WriteString("reason", reason);
    }

    private static void WriteScores(Utf8JsonWriter json, WatchEvent.ImageScored scored)
    {
        json.WriteString("model", scored.Model);
        json.WriteString("image", scored.Image);
        json.WriteObjects("scores", scored.Pairs, (writer, pair) =>
        {
            writer.WriteString("perturbation", pair.Perturbation);
            writer.WriteNumber("run", pair.Run);
            writer.WriteNumberOrNull("score", pair.Score);
            writer.WriteString("reason", pair.Reason);
        });
    }

    private static void WriteRanking(Utf8JsonWriter json, WatchEvent.Ranked ranked)
    {
        json.WriteNumber("images", ranked.Images.Length);
        json.WriteObjects("ranking", ranked.Ranking.Models, (writer, model) =>
        {
            writer.WriteString("model", model.Source);
            writer.WriteString("structure", model.Structure);
            writer.WriteNumberOrNull("rank", model.Rank);
            writer.WriteNumberOrNull("score", model.Score);
            writer.WriteString("error", model.Error);
        });
    }

    private void Write(string name, Action<Utf8JsonWriter> rest)
    {
        string line = JsonText.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("event", name);
                json.WriteString("time", clock.GetUtcNow().UtcDateTime);
                rest(json);
                json.WriteEndObject();
            },
            isIndented: false);
        lock (_lock)
        {
            output.Write(line + "\n");
            output.Flush();
        }
    }
}
