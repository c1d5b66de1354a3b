using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Consistency;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Evaluation.Targets;

[TestClass]
public sealed class TargetEvaluationTests
{
    [TestMethod]
    public void Of_ModelWithoutScoreByAMetricOfWhichLessIsBetter_CountsAsTheWorst()
    {
        ConsistencyMetric kl = KnownMetrics.Parse("kl");
        EvaluatedModel none = Model("c", 0, 0) with { Scores = ImmutableSortedDictionary<string, double?>.Empty };

        TargetEvaluation evaluation = TargetEvaluation.Of(
            "t",
            PerformanceMeasure.F1,
            [Model("a", 0.9, -0.2), Model("b", 0.8, -0.5), none],
            ["miou gamma:1.5"],
            0,
            EstimatorScores.WorstOf(kl));

        Assert.AreEqual(-23.2535, EstimatorScores.WorstOf(kl), 1e-4);
        Assert.AreEqual(-1, EstimatorScores.WorstOf(KnownMetrics.Parse("entropy")));
        Assert.AreEqual(0, EstimatorScores.WorstOf(KnownMetrics.Parse("miou")));
        Assert.AreEqual(0, evaluation.Estimators[0].Correlation.Regret);
        Assert.AreEqual(1, evaluation.Estimators[0].Correlation.KendallTau, 1e-12);
    }

    [TestMethod]
    public void Of_ModelWithoutScoreByAnotherEstimator_IsLeftOutForIt()
    {
        EvaluatedModel Scored(string id, double f1, double leep) =>
            Model(id, f1, f1).With([KeyValuePair.Create("leep", new EstimatorScore(leep, null))]);
        EvaluatedModel none = Model("c", 0.7, 0.7).With([KeyValuePair.Create("leep", EstimatorScore.None("it decides"))]);

        TargetEvaluation evaluation = TargetEvaluation.Of(
            "t",
            PerformanceMeasure.F1,
            [Scored("a", 0.9, -0.2), Scored("b", 0.8, -0.1), none],
            ["miou gamma:1.5"],
            0,
            others: ["leep"]);

        Assert.AreEqual(3, evaluation.Estimators[0].Correlation.Models);
        Assert.AreEqual(2, evaluation.Estimators[1].Correlation.Models);
        Assert.AreEqual(-1, evaluation.Estimators[1].Correlation.KendallTau, 1e-12);
        Assert.AreEqual("it decides", none.Reasons["leep"]);
    }

    [TestMethod]
    public void Of_FourModels_OrdersThemAndCorrelatesWhatRan()
    {
        TargetEvaluation evaluation = Four();

        CollectionAssert.AreEqual(
            new[] { "b", "a", "c", "broken" }, evaluation.Models.Select(m => m.Id).ToArray());
        EvaluatedEstimator estimator = evaluation.Estimators.Single();
        Assert.AreEqual(3, estimator.Correlation.Models);

        // a 0.9, b 0.8, c has found nothing: 0; against 0.6, 0.7, 0.1.
        Assert.AreEqual(1 / 3.0, estimator.Correlation.KendallTau, 1e-12);
        Assert.AreEqual(0.1, estimator.Correlation.Regret, 1e-12);
    }

    [TestMethod]
    public void Over_TwoTargets_HasMeanAndSampleDeviation()
    {
        TargetEvaluation same = TargetEvaluation.Of(
            "same", PerformanceMeasure.F1, [Model("a", 0.6, 0.8), Model("b", 0.7, 0.9)], ["miou gamma:1.5"], 0);
        TargetEvaluation other = TargetEvaluation.Of(
            "other", PerformanceMeasure.F1, [Model("a", 0.6, 0.9), Model("b", 0.7, 0.8)], ["miou gamma:1.5"], 0);

        EstimatorSummary summary = EstimatorSummary.Over([same, other]).Single();

        Assert.AreEqual(0, summary.KendallTau.Mean!.Value, 1e-15);
        Assert.AreEqual(Math.Sqrt(2), summary.KendallTau.Deviation!.Value, 1e-15);
        Assert.AreEqual(0.05, summary.Regret.Mean!.Value, 1e-15);
    }

    [TestMethod]
    public void Over_ValueThatDoesNotExist_IsLeftOut()
    {
        TargetEvaluation one = TargetEvaluation.Of(
            "one", PerformanceMeasure.F1, [Model("a", 0.6, 0.8), Model("b", 0.7, 0.9)], ["miou gamma:1.5"], 0);
        TargetEvaluation constant = TargetEvaluation.Of(
            "constant", PerformanceMeasure.F1, [Model("a", 0.6, 0.9), Model("b", 0.6, 0.8)], ["miou gamma:1.5"], 0);

        EstimatorSummary summary = EstimatorSummary.Over([one, constant]).Single();

        Assert.AreEqual(1, summary.KendallTau.Mean);
        Assert.IsNull(summary.KendallTau.Deviation);
    }

    [TestMethod]
    public void Scores_TwoPerturbationsAndRuns_AreMediansOverImagesOfMeansOverRuns()
    {
        ModelScore model = new()
        {
            Id = "m",
            Source = "m",
            Score = 0.6,
            Cte = 0.75,
            Agreement = 0.8,
            Images = 2,
            Scored = 2,
            Empty = 0,
            Failed = 0,
            PerImage =
            [
                new("1", "noise:0.1", 0, 0.8, 0.5, null),
                new("1", "noise:0.1", 1, 0.6, 0.5, null),
                new("1", "gamma:2", 0, 0.5, 0.5, null),
                new("2", "noise:0.1", 0, 0.9, 0.5, null),
                new("2", "gamma:2", 0, null, 0, PairScore.EmptyReason),
            ],
        };
        ImmutableSortedDictionary<string, double?> scores =
            EstimatorScores.Of(model, KnownMetrics.Parse("nhd"), ["noise:0.1", "gamma:2"]);

        Assert.AreEqual(0.8, scores["nhd noise:0.1"]!.Value, 1e-15);
        Assert.AreEqual(0.5, scores["nhd gamma:2"]!.Value, 1e-15);
        Assert.AreEqual(0.75, scores["cte nhd noise:0.1 gamma:2"]!.Value, 1e-15);
        Assert.AreEqual(0.8, scores["agreement"]!.Value, 1e-15);
        Assert.AreEqual(0.6, scores["combined nhd noise:0.1 gamma:2"]!.Value, 1e-15);
        CollectionAssert.AreEqual(
            new[] { "nhd noise:0.1", "agreement", "combined nhd noise:0.1" },
            EstimatorScores.Names(KnownMetrics.Parse("nhd"), ["noise:0.1"]));
        CollectionAssert.AreEqual(
            new[] { "kl noise:0.1", "agreement" },
            EstimatorScores.Names(KnownMetrics.Parse("kl"), ["noise:0.1"]));
    }

    [TestMethod]
    public void Scores_MetricWhereLowerIsBetter_AreTurnedRound()
    {
        ModelScore model = new()
        {
            Id = "m",
            Source = "m",
            Images = 1,
            Scored = 1,
            Empty = 0,
            Failed = 0,
            PerImage = [new("1", "gamma:2", 0, 0.5, 0.5, null)],
        };
        Assert.AreEqual(-0.5, EstimatorScores.Of(model, KnownMetrics.Parse("kl"), ["gamma:2"])["kl gamma:2"]);
    }

    [TestMethod]
    public async Task WriteAsync_OneTarget_HasModelsScoresAndCorrelations()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "evaluation.json");

        await EvaluationJson.WriteAsync(path, [Four()]);

        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        JsonElement target = document.RootElement.GetProperty("targets")[0];
        Assert.AreEqual("four", target.GetProperty("name").GetString());
        JsonElement best = target.GetProperty("models")[0];
        Assert.AreEqual("b", best.GetProperty("id").GetString());
        Assert.AreEqual(0.7, best.GetProperty("f1").GetDouble());
        Assert.AreEqual(0.8, best.GetProperty("scores").GetProperty("miou gamma:1.5").GetDouble());
        JsonElement without = target.GetProperty("models")[2];
        Assert.AreEqual("it decides", without.GetProperty("reasons").GetProperty("leep").GetString());
        Assert.AreEqual(JsonValueKind.Null, without.GetProperty("scores").GetProperty("leep").ValueKind);
        JsonElement broken = target.GetProperty("models")[3];
        Assert.AreEqual(JsonValueKind.Null, broken.GetProperty("f1").ValueKind);
        Assert.AreEqual("no weights", broken.GetProperty("error").GetString());
        JsonElement estimator = target.GetProperty("estimators")[0];
        Assert.AreEqual("miou gamma:1.5", estimator.GetProperty("name").GetString());
        Assert.AreEqual(1 / 3.0, estimator.GetProperty("tau").GetDouble(), 1e-12);
        Assert.AreEqual(0.1, estimator.GetProperty("regret").GetDouble(), 1e-12);
        Assert.AreEqual(
            1 / 3.0,
            document.RootElement.GetProperty("means")[0].GetProperty("tau").GetProperty("mean").GetDouble(),
            1e-12);
    }

    private static TargetEvaluation Four() => TargetEvaluation.Of(
        "four",
        PerformanceMeasure.F1,
        [
            Model("a", 0.6, 0.9),
            Model("broken", null, null) with { Error = "no weights" },
            Model("c", 0.1, null).With([KeyValuePair.Create("leep", EstimatorScore.None("it decides"))]),
            Model("b", 0.7, 0.8),
        ],
        ["miou gamma:1.5"],
        0);

    private static EvaluatedModel Model(string id, double? f1, double? score) => new()
    {
        Id = id,
        F1 = f1,
        Scores = ImmutableSortedDictionary<string, double?>.Empty.Add("miou gamma:1.5", score),
    };
}
