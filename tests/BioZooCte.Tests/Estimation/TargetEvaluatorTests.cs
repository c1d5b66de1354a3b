using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Tensors;
using BioZooCte.Tests.Features;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Estimation;

/// <summary>Models judged on images whose labels are what the network is known to find.</summary>
[TestClass]
public sealed class TargetEvaluatorTests
{
    /// <summary>Foreground where the input is above a half.</summary>
    private static readonly FakeBackend Thresholding = new()
    {
        Network = (input, output) =>
        {
            ReadOnlySpan<float> from = input.AsSpan<float>();
            Span<float> to = output.AsSpan<float>();
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = from[i] > 100 ? 0.9f : 0.1f;
            }
        },
    };

    [TestMethod]
    public async Task EvaluateAsync_LabelsOfHalfTheForeground_GivesItsF1()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: true);

        TargetEvaluation evaluation =
            await new TargetEvaluator(Thresholding).EvaluateAsync([new FakeModel().Write(folder)], target);

        EvaluatedModel model = evaluation.Models.Single();
        Assert.IsNull(model.Error);

        // TP n, FP n: 2n / (2n + n).
        Assert.AreEqual(2 / 3.0, model.F1!.Value, 1e-12);
        CollectionAssert.AreEqual(
            new[]
            {
                "miou contrast:0.7",
                "miou gamma:1.5",
                "cte miou contrast:0.7 gamma:1.5",
                "agreement",
                "combined miou contrast:0.7 gamma:1.5",
            },
            evaluation.Estimators.Select(e => e.Name).ToArray());
    }

    [TestMethod]
    public async Task EvaluateAsync_ObjectsThatOverlapByHalf_MatchAtOneOfTenThresholds()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: true);
        EvaluationOptions objects = new() { Performance = PerformanceMeasure.MeanAveragePrecision };

        TargetEvaluation evaluation = await new TargetEvaluator(Thresholding, evaluation: objects)
            .EvaluateAsync([new FakeModel().Write(folder)], target);

        Assert.AreEqual(PerformanceMeasure.MeanAveragePrecision, evaluation.Performance);
        Assert.AreEqual(0.1, evaluation.Models.Single().MeanAveragePrecision!.Value, 1e-12);
        Assert.AreEqual(2 / 3.0, evaluation.Models.Single().F1!.Value, 1e-12);
    }

    [TestMethod]
    public async Task EvaluateAsync_LabelsOfAModelThatGivesNone_AreItsError()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: true);
        EvaluationOptions objects = new()
        {
            Performance = PerformanceMeasure.MeanAveragePrecision,
            Instances = new InstanceOptions { Method = InstanceMethod.Labels },
        };

        TargetEvaluation evaluation = await new TargetEvaluator(Thresholding, evaluation: objects)
            .EvaluateAsync([new FakeModel().Write(folder)], target);

        Assert.AreEqual(
            "fake: its output has the value 0.1; expected labels, whole numbers from 0 (--instances labels).",
            evaluation.Models.Single().Error);
    }

    [TestMethod]
    public async Task EvaluateAsync_ModelThatCannotRun_HasItsReasonAndNoF1()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: false);
        string missing = Path.Combine(folder.Path, "nothing");

        TargetEvaluation evaluation = await new TargetEvaluator(Thresholding)
            .EvaluateAsync([missing, new FakeModel().Write(folder)], target);

        Assert.AreEqual(1, evaluation.Models[0].F1);
        Assert.IsNull(evaluation.Models[1].F1);
        Assert.Contains("nothing", evaluation.Models[1].Error!);
    }

    [TestMethod]
    public async Task EvaluateAsync_OtherEstimators_HaveTheirScoresOrTheReason()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: true);
        EvaluationOptions others = new() { Estimators = ["mean-confidence", "atc", "area-stability", "leep", "cc-fv"] };

        TargetEvaluation evaluation = await new TargetEvaluator(new FakeFeatureBackend(Thresholding), evaluation: others)
            .EvaluateAsync([new FakeModel().Write(folder)], target);

        CollectionAssert.AreEqual(
            others.Estimators, evaluation.Estimators.Select(e => e.Name).TakeLast(others.Estimators.Length).ToArray());
        EvaluatedModel model = evaluation.Models.Single();
        Assert.AreEqual(0.9, model.Scores["mean-confidence"]!.Value, 1e-6);
        Assert.AreEqual(0, model.Scores["atc"], "0.9 is not above 0.9");
        Assert.AreEqual(1, model.Scores["area-stability"]);

        // Half of what is called foreground is labelled, nothing else is.
        Assert.IsLessThan(0, model.Scores["leep"]!.Value);
        Assert.IsNull(model.Scores["cc-fv"]);
        Assert.Contains("1 case", model.Reasons["cc-fv"]);
        Assert.IsNotNull(model.SupervisedTime);
    }

    [TestMethod]
    public async Task EvaluateAsync_ScoreWithoutEnd_SaysWhy()
    {
        using PackageFolder folder = new();
        LabelledImage bright = Target(folder, labelEveryOther: false).Images[0];
        LabelledImage dark = bright with { Image = Path.Combine(folder.Path, "dark.png") };
        using (IImageSource image = ImageFile.Open(bright.Image))
        {
            AxisTensor pixels = new(image.Shape, ElementType.UInt8);
            await image.ReadAsync(TensorRegion.All(image.Shape), pixels, CancellationToken.None);
            foreach (ref byte pixel in pixels.AsSpan<byte>())
            {
                pixel = (byte)(pixel / 2);
            }

            PngWriter.Write(dark.Image, pixels);
        }

        EvaluationOptions others = new() { Estimators = ["cc-fv"] };
        TargetEvaluation evaluation = await new TargetEvaluator(new FakeFeatureBackend(Thresholding), evaluation: others)
            .EvaluateAsync([new FakeModel().Write(folder)], new EvaluationTarget("target", [bright, dark]));

        // Each image has two values only, so that many of its samples are equal.
        EvaluatedModel model = evaluation.Models.Single();
        Assert.AreEqual(double.NegativeInfinity, model.Scores["cc-fv"]);
        Assert.StartsWith("−∞, ", model.Reasons["cc-fv"]);
        Assert.Contains("equal samples in 2 of 2 cases", model.Reasons["cc-fv"]);
        Assert.Contains("cc-fv: layer 'deep': equal samples in 2 of 2 cases", string.Join('\n', model.Notes));
    }

    [TestMethod]
    public async Task EvaluateAsync_BackendWithoutFeatures_HasTheReasonAndTheF1()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: true);
        EvaluationOptions others = new() { Estimators = ["leep"] };

        TargetEvaluation evaluation = await new TargetEvaluator(Thresholding, evaluation: others)
            .EvaluateAsync([new FakeModel().Write(folder)], target);

        EvaluatedModel model = evaluation.Models.Single();
        Assert.AreEqual(2 / 3.0, model.F1!.Value, 1e-12);
        Assert.IsNull(model.Scores["leep"]);
        Assert.Contains("does not give the features", model.Reasons["leep"]);
        Assert.AreEqual(0, evaluation.Estimators[^1].Correlation.Models);
    }

    [TestMethod]
    [DataRow("ccfv", "There is no estimator 'ccfv'; expected mean-confidence, ")]
    [DataRow("leep leep", "An estimator stands twice: leep, leep.")]
    public void Estimators_ThatAreNone_AreRefused(string names, string message)
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => new EvaluationOptions { Estimators = [.. names.Split(' ')] });

        Assert.StartsWith(message, error.Message);
    }

    [TestMethod]
    public async Task EvaluateAsync_LabelsOfAnotherSize_AreRefusedBeforeAnythingRuns()
    {
        using PackageFolder folder = new();
        EvaluationTarget target = Target(folder, labelEveryOther: false);
        FakeBackend backend = new();
        PngWriter.Write(target.Images[0].Labels, new AxisTensor(TensorShape.Of("yx", 8, 8), ElementType.UInt8));

        InvalidImageException error = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => new TargetEvaluator(backend).EvaluateAsync([new FakeModel().Write(folder)], target));

        Assert.Contains("the size is y 8, x 8; expected that of its image", error.Message);
        Assert.AreEqual(0, backend.Passes);
    }

    private static EvaluationTarget Target(PackageFolder folder, bool labelEveryOther)
    {
        string image = Path.Combine(folder.Path, "image.png");
        string labels = Path.Combine(folder.Path, "labels.png");
        AxisTensor pixels = new(TensorShape.Of("yx", 32, 32), ElementType.UInt8);
        AxisTensor numbers = new(TensorShape.Of("yx", 32, 32), ElementType.UInt8);
        for (int i = 0; i < pixels.Count; i++)
        {
            bool inside = i % 32 is >= 8 and < 24;
            pixels.AsSpan<byte>()[i] = inside ? (byte)250 : (byte)5;
            numbers.AsSpan<byte>()[i] = inside && (!labelEveryOther || i % 2 == 0) ? (byte)3 : (byte)0;
        }

        PngWriter.Write(image, pixels);
        PngWriter.Write(labels, numbers);
        return new EvaluationTarget("target", [new LabelledImage(image, labels)]);
    }
}
