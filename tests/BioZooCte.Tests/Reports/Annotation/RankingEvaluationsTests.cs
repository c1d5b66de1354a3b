using System.Collections.Immutable;

using BioZooCte.Packages.Annotation;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Reports.Annotation;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Reports.Annotation;

[TestClass]
public sealed class RankingEvaluationsTests
{
    private static readonly EvaluatedDataset Dataset = new("scans", "https://example.org/scans", DatasetRole.Independent);

    /// <summary>Two images, two perturbations, two runs: medians and means that a reader can work out.</summary>
    private static readonly ModelScore Unet = new()
    {
        Id = "unet",
        Source = "/zoo/unet",
        Sha256 = new string('a', 64),
        Structure = "nuclei",
        Rank = 1,
        Score = 0.35,
        Interval = new ScoreInterval(0.3, 0.4),
        Cte = 0.5,
        Agreement = 0.7,
        EstimatedF1 = 0.12345678,
        TieGroup = 1,
        Images = 3,
        Scored = 2,
        Empty = 1,
        Failed = 0,
        Flags = ["channel-guessed"],
        PerImage =
        [
            new PairScore("1.tif", "gamma:1.5", 0, 0.2, 0.5, null),
            new PairScore("1.tif", "gamma:1.5", 1, 0.4, 0.5, null),
            new PairScore("1.tif", "contrast-of-all:0.75", 0, 1, 0.5, null),
            new PairScore("2.tif", "gamma:1.5", 0, 0.6, 0.5, null),
            new PairScore("2.tif", "gamma:1.5", 1, null, 0.5, "empty"),
            new PairScore("3.tif", "gamma:1.5", 0, null, 0, "empty"),
            new PairScore("3.tif", "contrast-of-all:0.75", 0, null, 0, "empty"),
        ],
    };

    private static readonly StructureRanking Nuclei = new()
    {
        Name = "nuclei",
        Models = ["unet", "other"],
        Estimator = "combined",
        HigherIsBetter = true,
        Firmness = 0.9375,
    };

    [TestMethod]
    public async Task Read_ModelOfOneStructure_HasAFactorForEachPerturbation()
    {
        PackageEvaluation evaluation = (await ReadAsync([Unet]))[0].Evaluation!;

        evaluation.ThrowIfInconsistent();
        Assert.AreEqual("scans", evaluation.DatasetId);
        Assert.AreEqual("https://example.org/scans", evaluation.DatasetSource);
        Assert.AreEqual(DatasetRole.Independent, evaluation.DatasetRole);
        Assert.AreEqual(2, evaluation.SampleCount);
        CollectionAssert.AreEqual(new[] { "overall", "gamma:1.5", "contrast-of-all:" }, evaluation.Factors.ToArray());
        Assert.AreEqual("2 of 3 images, 2 perturbations", evaluation.FactorDescriptions[0]);
        Assert.AreEqual("the perturbation contrast-of-all:0.75", evaluation.FactorDescriptions[2]);
        CollectionAssert.AreEqual(
            new[] { "cte miou", "agreement", "combined", "expected f1" }, evaluation.Metrics.ToArray());

        // gamma: the median of 0.3 (a mean of runs) and 0.6.
        CollectionAssert.AreEqual(
            new[] { 0.5, 0.45, 1 }, evaluation.Results[0].Select(r => r.Number).ToArray());
        CollectionAssert.AreEqual(
            new[] { EvaluationResult.Of(0.7), EvaluationResult.None, EvaluationResult.None }, evaluation.Results[1].ToArray());
        Assert.AreEqual(0.35, evaluation.Results[2][0].Number);
        Assert.AreEqual(0.123457, evaluation.Results[3][0].Number);
        Assert.AreEqual("BioZooCte 0.1.0", evaluation.Software);
    }

    [TestMethod]
    public async Task Read_Summary_TellsPlaceSoftwareOptionsAndThatNoLabelsWereUsed()
    {
        ModelScore other = Unet with { Id = "other", Rank = 2, Score = 0.2 };

        string summary = (await ReadAsync([Unet, other], r => r with { IsPartial = true }))[0].Evaluation!.Summary!;

        Assert.AreEqual(
            "Estimated without labels by BioZooCte 0.1.0 and ONNX Runtime 1.29.0: the scores say how steady the model's answer"
                + " is and how far it agrees with other models; they are no measurement against labels. Place 1 of 2 among the"
                + " models of nuclei, ordered by combined, with 0.35 (interval 0.3 to 0.4) on 2 of 3 images. It stands in one"
                + " tie group with other: the images do not tell them apart from the group's first. Those who lead the"
                + " consensus stand by it to 0.938 (firmness). Flags: channel-guessed. The run was ended before all models had"
                + " seen all images. Options: perturbations contrast:0.7, gamma:1.5; threshold 0.5; seed"
                + " 18446744073709551615; rgbToGray no.",
            summary);
    }

    [TestMethod]
    public async Task Read_ModelOfTwoStructures_HasOneEvaluationWithBoth()
    {
        ImmutableArray<RankedEvaluation> models = await ReadAsync(
            [Unet, Unet with { Structure = "cells", Cte = 0.25, Scored = 3 }],
            r => r with { Structures = [Nuclei, Nuclei with { Name = "cells" }] });

        Assert.HasCount(1, models);
        PackageEvaluation evaluation = models[0].Evaluation!;
        evaluation.ThrowIfInconsistent();
        CollectionAssert.AreEqual(new[] { "nuclei", "cells" }, evaluation.Factors.ToArray());
        CollectionAssert.AreEqual(new[] { 0.5, 0.25 }, evaluation.Results[0].Select(r => r.Number).ToArray());
        Assert.AreEqual(3, evaluation.SampleCount);
    }

    [TestMethod]
    public async Task Read_ModelWithoutAScore_HasAReasonInstead()
    {
        ImmutableArray<RankedEvaluation> models = await ReadAsync(
        [
            Unet with { Rank = null, Score = null, Scored = 0 },
            Unet with { Id = "broken", Structure = null, Rank = null, Score = null, Error = "only torchscript." },
        ]);

        Assert.IsNull(models[0].Evaluation);
        Assert.AreEqual("no score: 0 of its 3 images gave one", models[0].ReasonAgainst);
        Assert.IsNull(models[1].Evaluation);
        Assert.AreEqual("only torchscript.", models[1].ReasonAgainst);
    }

    [TestMethod]
    public async Task Read_ConsistencyAlone_LeavesOutWhatHasNoValue()
    {
        PackageEvaluation evaluation = (await ReadAsync(
            [Unet with { Agreement = null, EstimatedF1 = null, Score = 0.5 }],
            r => r with { Metric = "cross-entropy", Structures = [Nuclei with { Estimator = "cte" }] }))[0].Evaluation!;

        CollectionAssert.AreEqual(new[] { "cte cross-entrop" }, evaluation.Metrics.ToArray());
        StringAssert.EndsWith(evaluation.MetricDescriptions[0], "lower is better");
    }

    [TestMethod]
    public async Task Read_DataSetWithoutAnIdentifier_HasOneOfItsImages()
    {
        string first = (await ReadAsync([Unet], dataset: Dataset with { Id = null }))[0].Evaluation!.DatasetId;
        string same = (await ReadAsync([Unet with { Cte = 0.1 }], dataset: Dataset with { Id = null }))[0].Evaluation!.DatasetId;
        string elsewhere = (await ReadAsync(
            [Unet], dataset: Dataset with { Id = null, Source = "https://example.org/others" }))[0].Evaluation!.DatasetId;
        string other = (await ReadAsync(
            [Unet with { PerImage = [new PairScore("9.tif", "gamma:1.5", 0, 1, 1, null)] }],
            dataset: Dataset with { Id = null }))[0].Evaluation!.DatasetId;

        Assert.MatchesRegex("^images-[0-9a-f]{12}$", first);
        Assert.AreEqual(first, same);
        Assert.AreNotEqual(first, other);
        Assert.AreNotEqual(first, elsewhere);
    }

    [TestMethod]
    public async Task Read_ReportOfEveryField_IsRead()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "r.json");
        await RankingJson.WriteAsync(path, Examples.Report);

        ImmutableArray<RankedEvaluation> models = await RankingEvaluations.ReadAsync(path, Dataset);

        CollectionAssert.AreEqual(
            Examples.Report.Ranking.Models.Select(m => (m.Id, m.Sha256)).ToArray(),
            models.Select(m => (m.ModelId, m.Sha256)).ToArray());
        CollectionAssert.AreEqual(new[] { true, true, false }, models.Select(m => m.Evaluation is not null).ToArray());
    }

    [TestMethod]
    [DataRow("", "", ": no JSON in line 1; expected what zoocte rank --json writes.")]
    [DataRow("biozoocte.ranking/1", "biozoocte.ranking/9", ": schema is \"biozoocte.ranking/9\"; expected 'biozoocte.ranking/1'.")]
    [DataRow("\"miou\"", "\"dice\"", ": metric is \"dice\"; expected one of miou, ")]
    [DataRow("\"id\": \"unet\"", "\"id\": 7", ": models[0].id is 7; expected a text.")]
    [DataRow("\"id\": \"unet\"", "\"name\": \"unet\"", ": models[0].id is missing; expected a field of a ranking.")]
    [DataRow("\"scored\": 2", "\"scored\": -2", ": models[0].scored is -2; expected a whole number from 0.")]
    [DataRow("\"cte\": 0.5", "\"cte\": \"high\"", ": models[0].cte is \"high\"; expected a number or null.")]
    [DataRow(
        "\"structure\": \"nuclei\"", "\"structure\": \"x\"",
        ": models[0].structure is \"x\"; expected a name of one of the structures.")]
    [DataRow(
        "\"perturbation\": \"gamma:1.5\"", "\"perturbation\": \"\"",
        ": models[0].perImage[0].perturbation is \"\"; expected a text that is not empty.")]
    [DataRow("\"partial\": false", "\"partial\": 0", ": partial is 0; expected true or false.")]
    public async Task Read_NoRanking_SaysWhere(string old, string changed, string message)
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "r.json");
        await RankingJson.WriteAsync(path, Report([Unet], r => r));
        string text = await File.ReadAllTextAsync(path);
        if (old.Length > 0)
        {
            int at = text.IndexOf(old, StringComparison.Ordinal);
            Assert.IsGreaterThanOrEqualTo(0, at, $"{old} is in no report");
            text = text[..at] + changed + text[(at + old.Length)..];
        }

        await File.WriteAllTextAsync(path, old.Length > 0 ? text : "");

        InvalidReportException error = await Assert.ThrowsExactlyAsync<InvalidReportException>(
            () => RankingEvaluations.ReadAsync(path, Dataset));

        Assert.StartsWith(path + message, error.Message);
    }

    private static async Task<ImmutableArray<RankedEvaluation>> ReadAsync(
        ImmutableArray<ModelScore> models, Func<ModelRanking, ModelRanking>? change = null, EvaluatedDataset? dataset = null)
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "r.json");
        await RankingJson.WriteAsync(path, Report(models, change ?? (r => r)));
        return await RankingEvaluations.ReadAsync(path, dataset ?? Dataset);
    }

    private static RankingReport Report(ImmutableArray<ModelScore> models, Func<ModelRanking, ModelRanking> change) =>
        Examples.Report with
        {
            Ranking = change(Examples.Report.Ranking with { Models = models, Structures = [Nuclei], IsPartial = false }),
        };
}
