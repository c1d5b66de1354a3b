using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

/// <summary>
/// Models on images of 100 pixels of which some are foreground; what they say perturbed is given by its mean IoU.
/// </summary>
[TestClass]
public sealed class AgreementRankingTests
{
    private const int Columns = 100;

    private static readonly ConsistencyMetric Miou = KnownMetrics.Parse("miou");

    [TestMethod]
    public void Rank_ThreeVotes_OrdersByConsistencyTimesAgreement()
    {
        // The steadiest model stands alone: it is first by cte and last by combined.
        ModelRanking ranking = Rank(RankingEstimator.Automatic, Good("a", 1), Good("b", 2), Good("c", 3), Alone("x"));

        StructureRanking structure = ranking.Structures.Single();
        Assert.AreEqual("combined", ranking.Estimator);
        Assert.AreEqual("combined", structure.Estimator);
        Assert.AreEqual("unstated", structure.Name);
        Assert.AreEqual("x", ranking.Models[^1].Id);
        Assert.IsTrue(ranking.Models.Take(3).All(m => m.Cte < ranking.Of("x").Cte));
        foreach (ModelScore model in ranking.Models)
        {
            Assert.AreEqual(model.Cte!.Value * model.Agreement!.Value, model.Score!.Value, 1e-15);
        }

        Assert.AreEqual("x a b c", Order(Rank(
            RankingEstimator.Cte, Good("a", 1), Good("b", 2), Good("c", 3), Alone("x"))));
    }

    [TestMethod]
    public void Rank_Estimators_AllShowBothColumns()
    {
        foreach (RankingEstimator estimator in new[] { RankingEstimator.Cte, RankingEstimator.Agreement, RankingEstimator.Combined })
        {
            ModelRanking ranking = Rank(estimator, Good("a", 1), Good("b", 2), Good("c", 3));
            Assert.AreEqual(KnownEstimators.NameOf(estimator), ranking.Estimator);
            foreach (ModelScore model in ranking.Models)
            {
                Assert.IsNotNull(model.Cte);
                Assert.IsNotNull(model.Agreement);
                double expected = estimator switch
                {
                    RankingEstimator.Cte => model.Cte.Value,
                    RankingEstimator.Agreement => model.Agreement.Value,
                    _ => model.Cte.Value * model.Agreement.Value,
                };
                Assert.AreEqual(expected, model.Score!.Value, 1e-15);
                Assert.IsTrue(model.Interval!.Value.Contains(model.Score.Value));
                Assert.IsTrue(model.EstimatedF1Interval!.Value.Contains(model.EstimatedF1!.Value));
            }
        }
    }

    [TestMethod]
    public void Rank_TwoVotes_ShowsAgreementAndDoesNotUseIt()
    {
        ModelRanking ranking = Rank(RankingEstimator.Automatic, Good("a", 1), Good("b", 2));

        Assert.AreEqual("cte", ranking.Estimator);
        Assert.IsNotNull(ranking.Of("a").Agreement);
        Assert.AreEqual(ranking.Of("a").Agreement, ranking.Of("b").Agreement);
        Assert.AreEqual(ranking.Of("a").Cte, ranking.Of("a").Score);
    }

    [TestMethod]
    public void Rank_OneVote_HasNoAgreement()
    {
        ModelRanking ranking = Rank(RankingEstimator.Automatic, Good("a", 1));

        Assert.AreEqual("cte", ranking.Estimator);
        Assert.IsNull(ranking.Of("a").Agreement);
        Assert.IsNull(ranking.Of("a").EstimatedF1);
        Assert.IsNotNull(ranking.Structures[0].Firmness);
    }

    [TestMethod]
    public void Rank_MetricThatHasNoCombined_IsCte() => Assert.AreEqual(
        "cte",
        Ranker.Rank(
            [Good("a", 1), Good("b", 2), Good("c", 3)], KnownMetrics.Parse("difference"), new RankingRules(), false)
            .Estimator);

    [TestMethod]
    public void Rank_TooFewVotesForWhatIsAskedFor_SaysWhatIsThere()
    {
        ModelEvidence copy = Good("copy", 1) with { Sha256 = "s" };
        TooFewVotesException error = Assert.ThrowsExactly<TooFewVotesException>(() => Rank(
            RankingEstimator.Combined, copy with { Id = "a", Source = "/zoo/a" }, copy, Good("b", 2)));

        Assert.AreEqual(
            "estimator 'combined': 2 votes can be compared (models that ran and segment one structure; copies, versions"
                + " and descendants of one model share a vote); expected 3 or more. Add models, or use the estimator"
                + " 'cte'.",
            error.Message);
        Assert.AreEqual((RankingEstimator.Combined, 2), (error.Estimator, error.Votes));
    }

    [TestMethod]
    public void Rank_PartialWithTooFewVotes_GivesWhatIsThere()
    {
        ModelRanking ranking = Ranker.Rank(
            [Good("a", 1), Good("b", 2)], Miou, new RankingRules(), isPartial: true, RankingEstimator.Agreement);

        Assert.IsTrue(ranking.Models.All(m => m.Score is null && m.Rank is null && m.Agreement is not null));
        CollectionAssert.AreEqual(new[] { "too-few-votes" }, ranking.Structures[0].Flags.ToArray());
    }

    [TestMethod]
    public void Rank_Copy_ChangesNoOtherModel()
    {
        ModelEvidence[] models = [Good("a", 1), Good("b", 2), Good("c", 3), Alone("x")];
        ModelRanking before = Rank(RankingEstimator.Automatic, models);
        ModelRanking after = Rank(
            RankingEstimator.Automatic, [.. models, models[3] with { Id = "y", Source = "/zoo/y" }]);

        foreach (string id in new[] { "a", "b", "c", "x" })
        {
            Assert.AreEqual(before.Of(id).Agreement, after.Of(id).Agreement, id);
            Assert.AreEqual(before.Of(id).EstimatedF1, after.Of(id).EstimatedF1, id);
            Assert.AreEqual(before.Of(id).Score, after.Of(id).Score, id);
        }

        Assert.AreEqual(before.Structures[0].Firmness!.Value, after.Structures[0].Firmness!.Value, 1e-12);
        Assert.AreEqual(after.Of("x").VoteGroup, after.Of("y").VoteGroup);
        Assert.AreEqual(after.Of("x").Agreement, after.Of("y").Agreement);
        CollectionAssert.AreEqual(
            new int?[] { 1, 2, 3, 4, 4 }, "abcxy".Select(id => after.Of($"{id}").VoteGroup).ToArray());
    }

    [TestMethod]
    public void Rank_LeadersThatWaver_WithholdsTheEstimates()
    {
        ModelRanking ranking = Rank(
            RankingEstimator.Automatic, Model("a", 30, 0.8, 1), Model("b", 31, 0.8, 2), Model("c", 32, 0.8, 3));

        Assert.AreEqual(0.8, ranking.Structures[0].Firmness!.Value, 0.01);
        CollectionAssert.AreEqual(new[] { "no-model-stands-firm" }, ranking.Structures[0].Flags.ToArray());
        Assert.IsTrue(ranking.Models.All(m => m.EstimatedF1 is null && m.EstimatedF1Interval is null));
        Assert.IsTrue(ranking.Models.All(m => m.Agreement is not null && m.Score is not null));
    }

    [TestMethod]
    public void Rank_InsensitiveModel_DoesNotLeadTheConsensus()
    {
        ModelRanking ranking = Rank(
            RankingEstimator.Automatic, Good("a", 1), Good("b", 2), Good("c", 3), Model("stuck", 80, 1, 9));

        Assert.AreEqual("stuck", ranking.Models[^1].Id);
        CollectionAssert.Contains(ranking.Of("stuck").Flags, ModelFlags.Insensitive);
        Assert.IsGreaterThan(0.9, ranking.Of("a").Agreement!.Value);
    }

    [TestMethod]
    public void Rank_Structures_AreRankedEachByItself()
    {
        ModelRanking ranking = Rank(
            RankingEstimator.Automatic,
            Good("n1", 1) with { Structures = ["nuclei"] },
            Good("n2", 2) with { Structures = ["nuclei"] },
            Good("n3", 3) with { Structures = ["nuclei"] },
            Alone("m1") with { Structures = ["mitochondria"] },
            Alone("m2") with { Structures = ["mitochondria"], Sha256 = "m2" },
            Good("other", 4),
            Model("both", 29, 0.9, 5) with { Structures = ["nuclei", "mitochondria"] },
            Good("broken", 6) with { Error = "no ONNX weights" });

        Assert.AreEqual(
            "nuclei:n1,n2,n3,both mitochondria:both,m1,m2 unstated:other",
            string.Join(' ', ranking.Structures.Select(s => $"{s.Name}:{string.Join(',', s.Models.Order().OrderBy(i => s.Name == "nuclei" && i == "both"))}")));
        Assert.AreEqual(
            "combined combined cte", string.Join(' ', ranking.Structures.Select(s => s.Estimator)));
        CollectionAssert.AreEqual(
            new int?[] { 1, 2, 3, 4, 1, 2, 3, 1, null }, ranking.Models.Select(m => m.Rank).ToArray());
        Assert.AreEqual(2, ranking.Models.Count(m => m.Id == "both"));
        Assert.IsNull(ranking.Of("broken").Structure);
        Assert.AreEqual("broken", ranking.Models[^1].Id);
        ModelScore inNuclei = ranking.Models.Single(m => m.Id == "both" && m.Structure == "nuclei");
        ModelScore inMitochondria = ranking.Models.Single(m => m.Id == "both" && m.Structure == "mitochondria");
        Assert.IsGreaterThan(inMitochondria.Agreement!.Value, inNuclei.Agreement!.Value);
        Assert.AreEqual(inNuclei.Cte, inMitochondria.Cte);
    }

    [TestMethod]
    public void Rank_TwoCamps_AreNamed()
    {
        ModelRanking ranking = Rank(
            RankingEstimator.Automatic,
            Good("a", 1),
            Good("b", 2),
            Good("c", 3),
            Alone("x"),
            Alone("y") with { Sha256 = "y" });

        Assert.AreEqual("a b c|x y", string.Join('|', ranking.Structures[0].Camps.Select(c => string.Join(' ', c.Order()))));
        int x = ranking.Structures[0].Models.IndexOf("x");
        Assert.AreEqual(1, ranking.Structures[0].Overlaps[x][x]);
        Assert.IsLessThan(0.4, ranking.Structures[0].Overlaps[x][ranking.Structures[0].Models.IndexOf("a")]!.Value);
    }

    [TestMethod]
    public void Rank_OtherOrderOfModels_ChangesNothing()
    {
        ModelEvidence[] models = [Good("a", 1), Good("b", 2), Good("c", 3), Alone("x"), Model("z", 60, 0.85, 7)];
        string expected = Describe(Rank(RankingEstimator.Automatic, models));
        Random random = new(1);
        for (int round = 0; round < 5; round++)
        {
            random.Shuffle(models);
            Assert.AreEqual(expected, Describe(Rank(RankingEstimator.Automatic, models)));
        }
    }

    [TestMethod]
    public void Rank_BlocksOfOneImage_GiveIntervalsAndTies()
    {
        // One image of 2 blocks: agreement of each block differs, so draws of one of them give the ends.
        ModelEvidence Wide(string id, int shift) => new()
        {
            Source = $"/zoo/{id}",
            Id = id,
            Sha256 = id,
            Images =
            [
                new ImageEvidence("/images/a", null, [Evidence.Pair(
                    "gamma:1.5",
                    new PairCounts { Pixels = 128, Unperturbed = 64, Perturbed = 62, Intersection = 62, Differs = true },
                    new PairCounts { Pixels = 128, Unperturbed = 64, Perturbed = 60, Intersection = 60, Differs = true })])
                {
                    Votes = Sheet(256, i => i < 64 || (i >= 128 && i < 192 + shift)),
                },
            ],
        };
        ModelRanking ranking = Rank(RankingEstimator.Automatic, Wide("a", 0), Wide("b", 0), Wide("c", 16));

        ModelScore c = ranking.Of("c");
        Assert.AreEqual("combined", ranking.Estimator);
        Assert.IsLessThan(1, c.Agreement!.Value);
        // Both draws of the first block give agreement 1, of the second (64/80 + 48/64)/2.
        Assert.AreEqual(1 * (62.0 / 64 + 64.0 / 66) / 2, c.Interval!.Value.High, 1e-12);
        Assert.AreEqual((0.8 + 0.75) / 2 * (60.0 / 64 + 64.0 / 68) / 2, c.Interval.Value.Low, 1e-12);
        Assert.AreEqual(new ScoreInterval(2 * 64.0 / 144, 1), c.EstimatedF1Interval);
        Assert.AreEqual(ranking.Of("a").TieGroup, ranking.Of("b").TieGroup);
    }

    /// <summary>One model lacks the first image, another repeats a third one.</summary>
    [TestMethod]
    public void Rank_ManyThreads_ChangeNothing()
    {
        ModelEvidence late = Good("late", 6);
        ModelEvidence[] models =
        [
            Good("a", 1), Good("b", 2), Good("c", 4), Good("copy", 4), Alone("x"), late with { Images = late.Images[1..] },
        ];
        ModelRanking[] rankings =
        [
            .. new[] { 1, 5 }.Select(threads => Ranker.Rank(
                models, Miou, new RankingRules(), isPartial: false, RankingEstimator.Combined, threads: threads)),
        ];

        Assert.AreEqual(Describe(rankings[0]), Describe(rankings[1]));
        CollectionAssert.AreEqual(
            rankings[0].Structures[0].Overlaps.SelectMany(row => row).ToArray(),
            rankings[1].Structures[0].Overlaps.SelectMany(row => row).ToArray());
    }

    private static ModelRanking Rank(RankingEstimator estimator, params IReadOnlyList<ModelEvidence> models) =>
        Ranker.Rank(models, Miou, new RankingRules(), isPartial: false, estimator);

    private static string Order(ModelRanking ranking) => string.Join(' ', ranking.Models.Select(m => m.Id));

    private static string Describe(ModelRanking ranking) => string.Join(
        '\n',
        ranking.Models.Select(m => FormattableString.Invariant(
            $"{m.Id} {m.Rank} {m.Score:R} {m.Interval} {m.Agreement:R} {m.EstimatedF1:R} {m.EstimatedF1Interval} {m.VoteGroup} {m.TieGroup}"))
            .Append(FormattableString.Invariant($"{ranking.Structures[0].Firmness:R}")));

    /// <summary>A model that finds the first thirty pixels or about so.</summary>
    private static ModelEvidence Good(string id, int number) => Model(id, 29 + number, 0.96 - (0.01 * number), number);

    /// <summary>A steady model that finds the last pixels.</summary>
    private static ModelEvidence Alone(string id) => Model(id, -30, 0.97, 100);

    /// <summary>A model that finds so many pixels (negative: the last ones) on six images, and its consistency.</summary>
    private static ModelEvidence Model(string id, int foreground, double consistency, int sha) => new()
    {
        Source = $"/zoo/{id}",
        Id = id,
        Sha256 = $"sha {sha}",
        Images = [.. Enumerable.Range(0, 6).Select(i => new ImageEvidence(
            $"/images/{i}", null, [Evidence.Pair("gamma:1.5", Counts(Math.Abs(foreground), consistency, i))])
        {
            Votes = Sheet(Columns, x => foreground > 0 ? x < foreground : x >= Columns + foreground),
        })],
    };

    /// <summary>Counts in thousandths whose mean IoU is about the one wanted, a little less on each image.</summary>
    private static PairCounts Counts(int foreground, double consistency, int image)
    {
        long unperturbed = foreground * 1000L;
        const long Pixels = Columns * 1000L;
        long kept = unperturbed;
        PairCounts Of(long both) => new()
        {
            Pixels = Pixels,
            Unperturbed = unperturbed,
            Perturbed = both,
            Intersection = both,
            Differs = both < unperturbed,
        };
        double wanted = consistency == 1 ? 1 : consistency - (0.001 * image);
        while (Miou.Score(Of(kept)) > wanted)
        {
            kept--;
        }

        return Of(kept);
    }

    private static VoteSheet Sheet(int columns, Func<int, bool> isForeground)
    {
        VoteSheet sheet = new(new VotePositions(0, "image", [(0, 0)], 1, columns, null));
        sheet.Write(0, [.. Enumerable.Range(0, columns).Select(i => isForeground(i) ? (byte)255 : (byte)0)]);
        return sheet;
    }
}
