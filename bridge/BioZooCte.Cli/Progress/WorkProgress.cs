namespace BioZooCte.Cli.Progress;

/// <summary>How far a piece of work is.</summary>
/// <param name="Label">What is being done, such as <c>3 of 8: dsb520</c>.</param>
/// <param name="Share">How much of the whole is done, 0 to 1.</param>
internal readonly record struct WorkProgress(string Label, double Share);
