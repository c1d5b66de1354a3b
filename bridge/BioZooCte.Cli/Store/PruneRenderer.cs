using BioZooCte.Cli.Rendering;
using BioZooCte.Sqlite;

using Spectre.Console;

namespace BioZooCte.Cli.Store;

/// <summary>Says what was dropped from a store.</summary>
internal static class PruneRenderer
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="path">The store.</param>
    /// <param name="report">What was dropped.</param>
    /// <param name="isDryRun">Whether it would only be.</param>
    public static void Write(IAnsiConsole console, string path, PruneReport report, bool isDryRun)
    {
        string verb = isDryRun ? "would drop" : "dropped";
        int images = report.Models.Sum(model => model.Images);
        console.WriteParagraph(
            $"{path}: {verb} {Words.Count(report.Pairs, "pair")}, {Words.Count(report.Tiles, "tile")} and"
            + $" {Words.Count(report.Remarks, "remark")} of {Words.Count(images, "image")}; {Words.Count(report.Claims, "claim")}"
            + $" of processes that are gone; {(isDryRun ? "about " : "")}{Words.Size(report.BytesFreed)} freed.");
        foreach (PrunedModel model in report.Models)
        {
            console.WriteParagraph(
                $"{model.Question.Name}: {Words.Count(model.Images, "image")} ({model.Question.Software})", indent: 2);
        }

        if (report.WhyNotSmaller is string reason)
        {
            console.WriteParagraph(
                $"The file could not be made smaller: {reason}. The room of what was dropped is used again.");
        }

        if (report.Spared > 0)
        {
            console.WriteParagraph(
                $"{Words.Count(report.Spared, "image")} stay, for a running process is at them.");
        }
    }
}
