using System.Collections.Immutable;

using BioZooCte.Cli.Progress;
using BioZooCte.Cli.Rendering;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>What is known of models and downloads in words.</summary>
internal static class ZooWords
{
    /// <summary>Whether nothing is against a model, or what is.</summary>
    public static string Judgement(ImmutableArray<string> reasons) => reasons.Length switch
    {
        0 => "yes",
        1 => $"no: {reasons[0]}",
        _ => $"no: {reasons[0]}, and {Words.Count(reasons.Length - 1, "more reason")}",
    };

    /// <summary>How far a download is.</summary>
    public static WorkProgress Progress(ZooProgress progress)
    {
        double files = progress.FileCount == 0 ? 1 : (double)progress.FilesDone / progress.FileCount;
        double share = progress.TotalBytes is > 0 and long total
            ? Math.Max(files, Math.Min(1, (double)progress.Bytes / total))
            : files;
        string label = progress.IsWaiting ? $"{progress.Id}: waits for another process"
            : progress.Bytes == 0 ? progress.Id : $"{progress.Id}: {Words.Size(progress.Bytes)}";
        return new WorkProgress(label, share);
    }
}
