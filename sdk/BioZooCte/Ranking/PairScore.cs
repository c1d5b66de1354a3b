namespace BioZooCte.Ranking;

/// <summary>The score of one pair of predictions, or why there is none.</summary>
/// <param name="Image">The shortest end of the image's path that no other image of the run has.</param>
/// <param name="Perturbation">As given, such as <c>gamma:1.5</c>.</param>
/// <param name="Run">From 0.</param>
/// <param name="Score">The metric's value; null where it does not exist.</param>
/// <param name="Foreground">
/// The share of pixels that are foreground, unperturbed; null where the image failed.
/// </param>
/// <param name="Reason">
/// Why there is no score: <c>empty</c> where neither prediction has foreground, or the error; else null.
/// </param>
public sealed record PairScore(
    string Image, string Perturbation, int Run, double? Score, double? Foreground, string? Reason)
{
    /// <summary>The reason where neither prediction has foreground.</summary>
    public const string EmptyReason = "empty";

    /// <summary>The share of pixels that are foreground, perturbed; null where the image failed.</summary>
    public double? PerturbedForeground { get; init; }
}
