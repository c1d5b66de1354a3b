namespace BioZooCte.Agreement;

/// <summary>One model on one image, as it takes part in the consensus.</summary>
/// <param name="Votes">What it says.</param>
/// <param name="Consistency">
/// How it stands by its answer: mean IoU over both classes, mean over perturbations and runs; null where it is not
/// defined, which counts as 0.
/// </param>
/// <param name="Group">Models of the same group share one vote.</param>
internal sealed record Voter(VoteSheet Votes, double? Consistency, int Group);
