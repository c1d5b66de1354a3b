using BioZooCte.Cli.Rendering;
using BioZooCte.Results;

using Spectre.Console;

namespace BioZooCte.Cli.Statistics;

/// <summary>Shows of which models statistics were taken, and of which not.</summary>
internal static class StatisticsRenderer
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, ImageSetStatistics statistics)
    {
        string images = Words.Count(statistics.Images.Length, "image");
        WriteNames(
            console,
            $"Statistics over {images}, which every shard is to be given:",
            statistics.Models.Where(model => model is { NeedsStatistics: true, Error: null }));
        WriteNames(
            console,
            "No step takes statistics over all images:",
            statistics.Models.Where(model => model is { NeedsStatistics: false, Error: null }));
        foreach (SurveyedModel model in statistics.Models)
        {
            if (model.Error is string error)
            {
                console.WriteParagraph($"{model.Id} has none: {error}");
            }

            foreach (string failure in statistics.FailuresOf(model))
            {
                console.WriteParagraph($"Failed in {model.Id}: {failure}");
            }
        }
    }

    private static void WriteNames(IAnsiConsole console, string heading, IEnumerable<SurveyedModel> models)
    {
        string[] names = [.. models.Select(model => model.Id)];
        if (names.Length > 0)
        {
            console.WriteParagraph($"{heading} {Words.List(names)}.");
        }
    }
}
