using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Images;
using BioZooCte.Onnx;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class DemoCommandTests
{
    private static readonly SimulationPlan Small =
        SimulationPlan.Bundled() with { ImageSize = 128, ImagesPerCondition = 2 };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Demo_OfRealModelsWithAnotherSeed_ShowsEachRankingBesideTheTruth()
    {
        (int code, string output, string error) = await Run(
            Small, threads => new EstimatorRanker(new OnnxBackend(), DemoZoo.Packages(), threads), "--seed", "11");

        Assert.AreEqual(ExitCode.Done, code, error);
        foreach (SimulationCondition condition in Small.Conditions)
        {
            Assert.Contains($"{condition.Name}: {condition.Title}", output);
        }

        foreach (string model in DemoZoo.Packages().Select(p => Path.GetFileName(p)!))
        {
            // A place, the name, a score, perhaps an interval, a true F1.
            MatchCount(Small.Conditions.Length, $@"[1-4]\.\s+{model}\s+[\d.–]+\s.*\d\.\d\d\d", output);
        }

        MatchCount(Small.Conditions.Length, "(Right|Wrong) at the top: ", output);
        MatchCount(1, @"in \d of 5 conditions; mean regret -?\d\.\d\d", output);
        Assert.Contains("seed 11", output);
    }

    [TestMethod]
    public async Task Demo_WithSave_WritesImagesAndLabelsOfTheSameNames()
    {
        string folder = Path.Combine(TestContext.TestRunDirectory!, "saved by the demo");
        SimulationPlan plan = Small with { Conditions = Small.Conditions[..1] };

        (int code, _, string error) = await Run(plan, _ => new EvenRanker(), "--save", folder);

        Assert.AreEqual(ExitCode.Done, code, error);
        SimulatedImage expected = NucleiSimulator.Simulate(plan, plan.Conditions[0], 1, seed: 0);
        await AssertHolds(Path.Combine(folder, "culture", "images", "culture-01.tif"), expected.Pixels);
        await AssertHolds(Path.Combine(folder, "culture", "labels", "culture-01.tif"), expected.Labels);
    }

    [TestMethod]
    public void Demo_WithASeedThatIsNone_SaysWhatIsExpected()
    {
        StringWriter error = new();
        Terminal terminal = new(new StringWriter(), error, isInteractive: false);
        System.CommandLine.ParseResult parsed =
            DemoCommand.Create(terminal, Small, _ => new EvenRanker()).Parse(["--seed", "-1"]);

        Assert.AreEqual("--seed is '-1'; expected a whole number from 0.", parsed.Errors.Single().Message);
    }

    private async Task<(int Code, string Output, string Error)> Run(
        SimulationPlan plan, Func<int, IConditionRanker> rankerOf, params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        Terminal terminal = new(output, error, isInteractive: false);
        int code = await DemoCommand.Create(terminal, plan, rankerOf)
            .Parse(arguments).InvokeAsync(cancellationToken: TestContext.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private async Task AssertHolds(string path, AxisTensor expected)
    {
        using IImageSource image = ImageFile.Open(path);
        AxisTensor read = new(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), read, TestContext.CancellationToken);
        Assert.AreEqual(expected.Shape, image.Shape);
        Assert.IsTrue(expected.Bytes.SequenceEqual(read.Bytes));
    }

    private static void MatchCount(int expected, string pattern, string text) => Assert.AreEqual(
        expected, System.Text.RegularExpressions.Regex.Count(text, pattern), $"{pattern} in:\n{text}");
}
