using BioZooCte.Errors;

namespace BioZooCte.Ranking;

/// <summary>Models were to be compared with one another, and there are too few for it.</summary>
public sealed class TooFewVotesException : BioZooCteException
{
    /// <summary>The votes without which a consensus says little.</summary>
    internal const int Expected = 3;

    /// <summary>An error with what was found.</summary>
    /// <param name="estimator">The estimator that was asked for.</param>
    /// <param name="votes">The most votes that can be compared.</param>
    public TooFewVotesException(RankingEstimator estimator, int votes)
        : base(
            $"estimator '{KnownEstimators.NameOf(estimator)}': {votes} {(votes == 1 ? "vote" : "votes")} can be"
            + " compared (models that ran and segment one structure; copies, versions and descendants of one model"
            + $" share a vote); expected {Expected} or more. Add models, or use the estimator 'cte'.")
    {
        Estimator = estimator;
        Votes = votes;
    }

    /// <summary>The estimator that was asked for.</summary>
    public RankingEstimator Estimator { get; }

    /// <summary>The most votes that can be compared.</summary>
    public int Votes { get; }
}
