namespace BioZooCte.Evaluation.Targets;

/// <summary>What scores that need labels took of one model; no two runs take the same.</summary>
/// <param name="Passes">Reading the images, and the forward passes for features.</param>
/// <param name="Scores">The scores beside them.</param>
public readonly record struct SupervisedTime(TimeSpan Passes, TimeSpan Scores);
