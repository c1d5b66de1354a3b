namespace BioZooCte.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It ran, and something of it failed or was stopped.</summary>
    public const int Incomplete = 1;

    /// <summary>It was asked for wrongly, or its input cannot be read.</summary>
    public const int Misused = 2;

    /// <summary>The codes as the help states them.</summary>
    public const string Help = """
        Exit codes:
          0  done
          1  it ran, and something failed: no model could be scored, an image could not be predicted,
             a test does not reproduce, a store is damaged, stores disagree, or it was stopped (what was
             finished is written, marked partial)
          2  wrong usage, or input that cannot be read
        """;
}
