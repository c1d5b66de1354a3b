using BioZooCte.Cli.Rank;

namespace BioZooCte.Cli.Tests.Rank;

/// <summary>Calls of <c>zoocte rank</c> with one model and one image.</summary>
internal static class RankCalls
{
    /// <summary>What a call with more arguments asks for.</summary>
    public static async Task<RankRequest> ReadAsync(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        RankRequest? request = null;
        RankingView view = new("miou", HigherIsBetter: true, IsPartial: false, [new RankingRow { Id = "m", Score = 0.9 }]);
        int code = await captured.RankAsync(Rankings.Task(view, r => request = r), [.. Paths(folder), .. arguments]);
        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        return request!;
    }

    /// <summary>Its model and its image, which are there.</summary>
    public static string[] Paths(TemporaryFolder folder)
    {
        folder.Write(Path.Combine("zoo", "m", "rdf.yaml"));
        folder.Write(Path.Combine("scans", "a.tif"));
        return ["--models", folder["zoo"], "--images", folder["scans"]];
    }
}
