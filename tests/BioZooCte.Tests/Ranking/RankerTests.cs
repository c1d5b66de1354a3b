using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class RankerTests
{
    [TestMethod]
    public void Rank_SeveralPerturbations_ScoreIsMedianOverImagesOfTheMeanOverPairs()
    {
        // Means 0.6, 0.9 and 0.5; a pair without foreground is passed over.
        ModelEvidence model = Evidence.Model(
            "a",
            Image("x", Evidence.Block(40), Evidence.Block(80)),
            Image("y", Evidence.Block(90), Evidence.EmptyBlock),
            Image("z", Evidence.Block(50), Evidence.Block(50)));

        ModelScore score = Evidence.Rank(model).Models.Single();

        Assert.AreEqual(0.6, score.Score!.Value, 1e-15);
        CollectionAssert.AreEqual(
            new double?[] { 0.4, 0.8, 0.9, null, 0.5, 0.5 }, score.PerImage.Select(p => p.Score).ToArray());
        CollectionAssert.AreEqual(
            new[] { null, null, null, "empty", null, null }, score.PerImage.Select(p => p.Reason).ToArray());
        Assert.AreEqual("gamma:2", score.PerImage[1].Perturbation);

        static ImageEvidence Image(string source, PairCounts first, PairCounts second) =>
            new(source, null, [Evidence.Pair("gamma:1.5", first), Evidence.Pair("gamma:2", second)]);
    }

    [TestMethod]
    public void Rank_EvenNumberOfImages_ScoreIsTheMeanOfTheTwoInTheMiddle() =>
        Assert.AreEqual(
            0.35, Evidence.Rank(Evidence.Model("a", [90, 20, 50, 10])).Models[0].Score!.Value, 1e-15);

    [TestMethod]
    public void Rank_ImageOfSeveralBlocks_ScoreComesFromTheSumsOfTheirCounts()
    {
        // (90 + 0) of (100 + 300), not the mean of 0.9 and 0.
        PairCounts large = new() { Pixels = 1000, Unperturbed = 300, Perturbed = 0, Differs = true };
        ModelEvidence model = Evidence.Model("a", Evidence.Image("x", [Evidence.Block(90), large]));

        Assert.AreEqual(0.225, Evidence.Rank(model).Models[0].Score!.Value, 1e-15);
    }

    [TestMethod]
    public void Rank_HigherIsBetter_GreatestScoreFirst()
    {
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("low", [10, 10]),
            Evidence.Model("high", [90, 90]),
            Evidence.Model("mid", [50, 50]));

        Assert.AreEqual("high mid low", ranking.Order());
        CollectionAssert.AreEqual(new int?[] { 1, 2, 3 }, ranking.Models.Select(m => m.Rank).ToArray());
        Assert.AreEqual("shared", ranking.Metric);
        Assert.AreEqual("cte", ranking.Estimator);
        Assert.IsTrue(ranking.HigherIsBetter);
        Assert.IsFalse(ranking.IsPartial);
    }

    [TestMethod]
    public void Rank_LowerIsBetter_SmallestScoreFirst()
    {
        ModelRanking ranking = Evidence.RankByDistance(
            Evidence.Model("far", [10, 10]), Evidence.Model("near", [90, 90]));

        Assert.AreEqual("near far", ranking.Order());
        Assert.AreEqual(0.1, ranking.Models[0].Score!.Value, 1e-15);
        Assert.IsFalse(ranking.HigherIsBetter);
        Assert.IsTrue(ranking.IsPartial);
    }

    [TestMethod]
    public void Rank_EqualScores_OrderedById() =>
        Assert.AreEqual("A a b", Evidence.Rank(
            Evidence.Model("b", [50]), Evidence.Model("a", [50]), Evidence.Model("A", [50])).Order());

    [TestMethod]
    public void Rank_NoModels_IsEmpty() => Assert.AreEqual(0, Evidence.Rank().Models.Length);

    [TestMethod]
    public void Rank_FlaggedUnscoredAndBroken_StandAfterAllOthersInThatOrder()
    {
        ModelEvidence broken = Evidence.Model("broken") with { Error = "no ONNX weights" };
        ModelEvidence late = Evidence.Model("broken-later", [90, 90]) with { Error = "ran out of memory" };
        ModelEvidence unscored = Evidence.Model(
            "unscored", Evidence.Failed("/images/00.tif", "is cut short"));
        ModelEvidence same = Evidence.Model("same", [100, 100]);
        ModelEvidence twin = Evidence.Model("same-too", [100, 100]);
        ModelEvidence plain = Evidence.Model("plain", [10, 10]);

        ModelRanking ranking = Evidence.Rank(broken, late, unscored, twin, same, plain);

        Assert.AreEqual("plain same same-too unscored broken broken-later", ranking.Order());
        CollectionAssert.AreEqual(
            new int?[] { 1, 2, 3, null, null, null }, ranking.Models.Select(m => m.Rank).ToArray());
        CollectionAssert.AreEqual(
            new int?[] { 1, 2, 2, null, null, null }, ranking.Models.Select(m => m.TieGroup).ToArray());
        Assert.IsNull(ranking.Of("broken-later").Score);
        Assert.IsNull(ranking.Of("broken-later").Interval);
        Assert.AreEqual("ran out of memory", ranking.Of("broken-later").Error);
        Assert.AreEqual(2, ranking.Of("broken-later").Scored);
        Assert.AreEqual(0, ranking.Of("broken-later").Flags.Length);
        Assert.AreEqual("is cut short", ranking.Of("unscored").PerImage.Single().Reason);
    }

    [TestMethod]
    public void Rank_ScoredEmptyAndFailedImages_AreCounted()
    {
        ModelEvidence model = Evidence.Model(
            "a",
            Evidence.Image("x", 50),
            Evidence.Image("y", [Evidence.EmptyBlock]),
            Evidence.Failed("z", "z: is not a TIFF"),
            Evidence.Image("w", 70));

        ModelScore score = Evidence.Rank(model).Models[0];

        Assert.AreEqual((4, 2, 1, 1), (score.Images, score.Scored, score.Empty, score.Failed));
        PairScore failed = score.PerImage[2];
        Assert.AreEqual(new PairScore("z", "gamma:1.5", 0, null, null, "z: is not a TIFF"), failed);
        Assert.AreEqual(new PairScore("y", "gamma:1.5", 0, null, 0, "empty") { PerturbedForeground = 0 }, score.PerImage[1]);
        Assert.AreEqual(new PairScore("w", "gamma:1.5", 0, 0.7, 0.1, null) { PerturbedForeground = 0.07 }, score.PerImage[3]);
    }

    [TestMethod]
    public void Rank_MetricGivesNaN_IsNoScoreAndSaysSo()
    {
        ModelScore score = Ranker.Rank(
            [Evidence.Model("a", Evidence.Image("x", 50))],
            new NotANumber(),
            new RankingRules(),
            isPartial: false).Models[0];

        Assert.IsNull(score.Score);
        Assert.IsNull(score.PerImage[0].Score);
        Assert.AreEqual("nan gamma:1.5 is NaN; expected predictions without NaN", score.PerImage[0].Reason);
        Assert.AreEqual(1, score.Failed);
    }

    [TestMethod]
    public void Rank_Foreground_IsMedianShareOverScoredImages()
    {
        ModelEvidence model = Evidence.Model(
            "a",
            Share("x", 200),
            Share("y", 900),
            Share("z", 400),
            Evidence.Image("w", [Evidence.EmptyBlock]));

        Assert.AreEqual(0.4, Evidence.Rank(model).Models[0].Foreground!.Value, 1e-15);

        static ImageEvidence Share(string source, int foreground) =>
            Evidence.Image(source, [Counts(foreground)]);
    }

    [TestMethod]
    public void Rank_ClassesBySoftmax_AreScoredBesideThePooledForeground()
    {
        ForegroundRule rule = new()
        {
            OutputIndex = 0,
            OutputId = "probabilities",
            Values = ForegroundValues.Probability,
            BackgroundChannel = 0,
            Classes = [new ForegroundClass(1, "nuclei"), new ForegroundClass(2, "dead")],
            Reason = "the last step is softmax.",
        };
        ModelEvidence model =
            Evidence.Model("a", Image("x", 80, 30), Image("y", 60, null), Image("z", 40, 50)) with
            {
                Foreground = rule,
            };

        ModelScore score = Evidence.Rank(model).Models[0];

        Assert.AreSame(rule, score.ForegroundRule);
        Assert.AreEqual("nuclei dead", string.Join(' ', score.Classes.Select(c => c.Name)));
        Assert.AreEqual(0.6, score.Classes[0].Score!.Value, 1e-15);
        Assert.AreEqual(0.4, score.Classes[1].Score!.Value, 1e-15);

        static ImageEvidence Image(string source, int first, int? second) => new(
            source,
            null,
            [
                new PairEvidence(
                    "gamma:1.5",
                    0,
                    [Evidence.Block(70)],
                    [Evidence.Block(first), second is int stay ? Evidence.Block(stay) : Evidence.EmptyBlock]),
            ]);
    }

    [TestMethod]
    public void Rank_NamesInSeveralFolders_AreTheShortestEndsThatDiffer()
    {
        ModelEvidence first = Evidence.Model("unet", Evidence.Image("/a/one/x.tif", 50)) with
        {
            Source = "/zoo/v1/unet",
        };
        ModelEvidence second = Evidence.Model("unet", Evidence.Image("/a/two/x.tif", 50)) with
        {
            Source = "/zoo/v2/unet.zip",
        };
        ModelEvidence third = Evidence.Model("other", Evidence.Image("/a/two/y.tif", 50));

        ModelRanking ranking = Evidence.Rank(first, second, third);

        Assert.AreEqual("other v1/unet v2/unet", ranking.Order());
        Assert.AreEqual("one/x.tif", ranking.Of("v1/unet").PerImage[0].Image);
        Assert.AreEqual("two/x.tif", ranking.Of("v2/unet").PerImage[0].Image);
        Assert.AreEqual("y.tif", ranking.Of("other").PerImage[0].Image);
    }

    [TestMethod]
    public void Rank_OtherOrderOfModelsAndImages_ChangesNothing()
    {
        ModelEvidence[] models =
            [.. Enumerable.Range(0, 6).Select(m => RandomModel($"m{m}", seed: m, images: 4 + m))];
        string expected = Describe(Evidence.Rank(models));
        Random random = new(1);
        for (int round = 0; round < 5; round++)
        {
            ModelEvidence[] shuffled =
                [.. models.Select(m => m with { Images = Shuffled(m.Images, random) })];
            random.Shuffle(shuffled);

            Assert.AreEqual(expected, Describe(Evidence.Rank(shuffled)));
        }
    }

    [TestMethod]
    public void Rank_OtherOrderOfBlocks_KeepsTheScores()
    {
        ModelEvidence model = RandomModel("a", seed: 3, images: 3);
        ModelEvidence reversed = model with
        {
            Images = [.. model.Images.Select(image => image with
            {
                Pairs = [.. image.Pairs.Select(pair => pair with { Blocks = [.. pair.Blocks.Reverse()] })],
            })],
        };

        ModelScore expected = Evidence.Rank(model).Models[0];
        ModelScore actual = Evidence.Rank(reversed).Models[0];

        Assert.AreEqual(expected.Score, actual.Score);
        Assert.AreEqual(expected.Interval!.Value.Low, actual.Interval!.Value.Low, 0.02);
        CollectionAssert.AreEqual(expected.PerImage, actual.PerImage);
    }

    private static ModelEvidence RandomModel(string id, int seed, int images)
    {
        Random random = new(seed);
        return Evidence.Model(
            id,
            [.. Enumerable.Range(0, images).Select(i => new ImageEvidence(
                $"/images/{i:00}.tif",
                null,
                [Evidence.Pair("gamma:1.5", Blocks(random)), Evidence.Pair("noise:0.1", Blocks(random))]))]);
    }

    private static ImmutableArray<PairCounts> Blocks(Random random) =>
        [.. Enumerable.Range(0, 4).Select(_ => Evidence.Block(random.Next(101)))];

    private static ImmutableArray<ImageEvidence> Shuffled(ImmutableArray<ImageEvidence> images, Random random)
    {
        ImageEvidence[] shuffled = [.. images];
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static string Describe(ModelRanking ranking) => string.Join('\n', ranking.Models.Select(m =>
        $"{m.Rank} {m.Id} {m.Score:R} {m.Interval} {m.TieGroup} {string.Join(' ', m.Flags)}"));

    private static PairCounts Counts(int foreground) => new()
    {
        Pixels = 1000,
        Unperturbed = foreground,
        Perturbed = foreground,
        Intersection = foreground,
        Differs = true,
    };

    private sealed class NotANumber : ConsistencyMetric
    {
        public override string Name => "nan";

        public override bool HigherIsBetter => true;

        public override bool NeedsProbabilities => true;

        internal override PairMeasures Measures => PairMeasures.None;

        public override double? Score(PairCounts counts) => double.NaN;
    }
}
