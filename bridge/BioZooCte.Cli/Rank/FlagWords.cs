namespace BioZooCte.Cli.Rank;

/// <summary>What flags mean, in words.</summary>
internal static class FlagWords
{
    /// <summary>The flag of a model that calls most of an image foreground.</summary>
    public const string MostlyForeground = "mostly-foreground";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["predicts-nothing"] =
            "it gave a score on fewer than half of the images, so it stands after the others",
        ["predicts-everything"] =
            "it calls nearly all of the images foreground, which is consistent and useless, so it stands after"
            + " the others",
        ["insensitive"] =
            "its predictions did not change at all under any perturbation, so they show nothing, and it stands"
            + " after the others",
        [MostlyForeground] =
            "it calls most of the images foreground, which by itself makes predictions look alike: look at one",
        ["other-perturbation"] =
            "its network cannot be cut, so the input was changed instead of the features: its consistency does not"
            + " compare with that of the others",
        ["statistics-of-other-images"] =
            "its steps take statistics over all images, and those of --statistics are of other images than these",
        ["channel-guessed"] =
            "nothing names the channel of the foreground, so one was guessed; --foreground CHANNEL names it",
        ["too-little-data"] =
            "the images are too few and too small to say how sure its score is",
        ["tiling-changes-result"] =
            "its network looks at all of an image at once, so cutting images into tiles changes its result;"
            + " --tile none does not cut them",
    };

    /// <summary>What a flag means; the flag itself where no words are known for it.</summary>
    public static string Of(string flag) => Words.GetValueOrDefault(flag, flag);
}
