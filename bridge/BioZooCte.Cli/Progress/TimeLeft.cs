namespace BioZooCte.Cli.Progress;

/// <summary>How long work will still take, in words.</summary>
internal static class TimeLeft
{
    /// <summary>Less tells nothing: the first steps open files.</summary>
    private static readonly TimeSpan LeastElapsed = TimeSpan.FromSeconds(2);

    /// <summary>Such as <c>about 2 min left</c>; empty while it cannot be told.</summary>
    /// <param name="share">How much is done, 0 to 1.</param>
    /// <param name="elapsed">How long that took.</param>
    public static string Of(double share, TimeSpan elapsed)
    {
        if (share <= 0.01 || share >= 1 || elapsed < LeastElapsed)
        {
            return "";
        }

        double seconds = elapsed.TotalSeconds * (1 - share) / share;
        return seconds switch
        {
            < 10 => "a few seconds left",
            < 90 => $"about {Math.Round(seconds / 10) * 10:0} s left",
            < 5400 => $"about {Math.Round(seconds / 60):0} min left",
            _ => InHours((long)Math.Round(seconds / 60)),
        };
    }

    private static string InHours(long minutes) => $"about {minutes / 60} h {minutes % 60} min left";
}
