using BioZooCte.Cli.Rank;
using BioZooCte.Ranking;

namespace BioZooCte.Cli.Tests.Rank;

[TestClass]
public sealed class RankingViewsTests
{
    [TestMethod]
    public void Of_Ranking_TakesWhatIsShown()
    {
        ModelRanking ranking = new()
        {
            Metric = "kl",
            Estimator = "cte",
            HigherIsBetter = false,
            IsPartial = true,
            Models =
            [
                new ModelScore
                {
                    Id = "a",
                    Source = "zoo/a",
                    Rank = 1,
                    Score = .1,
                    Interval = new ScoreInterval(.05, .2),
                    TieGroup = 1,
                    Images = 3,
                    Scored = 1,
                    Empty = 1,
                    Failed = 1,
                    Foreground = .3,
                    Flags = [ModelFlags.Insensitive],
                    PerImage =
                    [
                        new PairScore("1.tif", "gamma:1.5", 0, .1, .3, null),
                        new PairScore("2.tif", "gamma:1.5", 0, null, 0, PairScore.EmptyReason),
                        new PairScore("3.tif", "gamma:1.5", 0, null, null, "too small"),
                    ],
                },
                new ModelScore
                {
                    Id = "b", Source = "zoo/b", Images = 3, Scored = 0, Empty = 0, Failed = 0, Error = "no",
                },
            ],
        };
        RankingView view = RankingViews.Of(ranking);
        Assert.AreEqual("kl", view.Metric);
        Assert.IsFalse(view.HigherIsBetter);
        Assert.IsTrue(view.IsPartial);
        RankingRow first = view.Models[0];
        Assert.AreEqual((.05, .2), first.Interval);
        Assert.IsTrue(first.IsSetAside);
        CollectionAssert.AreEqual(new[] { ("3.tif", "too small") }, first.Failures.ToArray());
        Assert.AreEqual("no", view.Models[1].Error);
        Assert.IsNull(view.Models[1].Interval);
    }
}
