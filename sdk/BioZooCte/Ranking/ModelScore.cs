using System.Collections.Immutable;

using BioZooCte.Segmentation;

namespace BioZooCte.Ranking;

/// <summary>One model's place in a ranking, and what it rests on.</summary>
public sealed record ModelScore
{
    /// <summary>The shortest end of the model's path that no other model of the run has.</summary>
    public required string Id { get; init; }

    /// <summary>Where the model came from, as given.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// sha256 of its weights, 64 lower-case hexadecimal digits; null where they were not read.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// The structure that it segments and stands among, <c>unstated</c> where nothing says it; null where it could
    /// not run. A model of two structures has an entry among either.
    /// </summary>
    public string? Structure { get; init; }

    /// <summary>Its place within the structure, from 1 without gaps; null without a score.</summary>
    public int? Rank { get; init; }

    /// <summary>
    /// The value that decides the order; null where it could not run or no image gave a score.
    /// </summary>
    public double? Score { get; init; }

    /// <summary>Percentile bootstrap of the score; null without one or with too little data.</summary>
    public ScoreInterval? Interval { get; init; }

    /// <summary>
    /// How it stands by its own answer, by the ranking's metric: for each image the mean over perturbations and runs,
    /// then the median over images; null where no image gave one.
    /// </summary>
    public double? Cte { get; init; }

    /// <summary>
    /// How far it agrees with the consensus of the others: mean IoU of foreground and background, median over
    /// images; from 0 to 1, greater is better. Null where there are no others.
    /// </summary>
    public double? Agreement { get; init; }

    /// <summary>
    /// What its F1 against labels would be, an optimistic estimate: F1 of its foreground against the consensus of
    /// the others, median over images. Null where fewer than three votes can be compared, or no model stands firm.
    /// </summary>
    public double? EstimatedF1 { get; init; }

    /// <summary>Percentile bootstrap of the estimate; null without one or with too little data.</summary>
    public ScoreInterval? EstimatedF1Interval { get; init; }

    /// <summary>
    /// A number that models share which have one vote: the same weights, versions of one model, or the same parent.
    /// Null for models that do not vote.
    /// </summary>
    public int? VoteGroup { get; init; }

    /// <summary>
    /// Models of one group within the structure, numbered from 1 at the top, cannot be told apart from the group's first; null
    /// without a score.
    /// </summary>
    public int? TieGroup { get; init; }

    /// <summary>The number of images that it was given: those scored, empty and failed.</summary>
    public required int Images { get; init; }

    /// <summary>The number of images that gave a score.</summary>
    public required int Scored { get; init; }

    /// <summary>The number of images without foreground in any pair of predictions.</summary>
    public required int Empty { get; init; }

    /// <summary>The number of images that could not be read or run, or whose predictions hold NaN.</summary>
    public required int Failed { get; init; }

    /// <summary>
    /// The share of pixels that are foreground, unperturbed: median over scored images; null without any.
    /// </summary>
    public double? Foreground { get; init; }

    /// <summary>What counts as its foreground, and why; null where it was not decided.</summary>
    public ForegroundRule? ForegroundRule { get; init; }

    /// <summary>
    /// What to know before trusting the score: those of <see cref="ModelFlags"/> and of the run.
    /// </summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Why it could not run; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>Each class of a model whose channels are classes by softmax; else empty.</summary>
    public ImmutableArray<ClassScore> Classes { get; init; } = [];

    /// <summary>
    /// For each image, in the order given, one entry for each perturbation and run.
    /// </summary>
    public ImmutableArray<PairScore> PerImage { get; init; } = [];

    /// <summary>Whether a flag puts it after all others, whatever its score.</summary>
    public bool IsSetAside => Flags.Any(ModelFlags.SetsAside);
}
