using BioZooCte.Evaluation;
using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Evaluation;

[TestClass]
public sealed class ModelTesterTests
{
    private static readonly TensorShape Shape = TensorShape.Of("bcyx", 1, 1, 16, 24);

    [TestMethod]
    [DataRow(0f, "reproduces")]
    [DataRow(0.0009f, "reproduces")]
    [DataRow(0.0031f, "does not reproduce")]
    [DataRow(float.NaN, "does not reproduce")]
    public async Task TestAsync_ExpectedOutputOffBy_IsJudgedByTheTolerance(float off, string expected)
    {
        using PackageFolder folder = new();
        string package = Write(folder, new FakeModel(), v => (v / 255) + off);
        ModelTestReport report = await ModelTester.TestAsync(
            package, new FakeBackend { Network = FakeNetworks.Pixelwise });
        Assert.AreEqual(expected, report.Test);
        Assert.AreEqual(float.IsNaN(off) ? double.NaN : off, report.Outputs.Single().MaxDifference, 1e-6);
        Assert.AreEqual("passes", report.Shapes);
        Assert.AreEqual(expected == "reproduces", report.Passes);
    }

    [TestMethod]
    public async Task TestAsync_StepsAndStatisticsOfTheOutput_AreRun()
    {
        using PackageFolder folder = new();
        FakeModel model = new()
        {
            Preprocessing = "[{id: scale_linear, kwargs: {gain: 2.0, offset: 1.0}}]",
            Postprocessing = "[{id: zero_mean_unit_variance, kwargs: {axes: [y, x], eps: 1.0e-9}}]",
        };
        double[] given = [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => (2 * (double)(i % 97)) + 1)];
        double mean = given.Average();
        double deviation = Math.Sqrt(given.Average(v => (v - mean) * (v - mean)));
        string package = Write(folder, model, v => (float)(((2 * v) + 1 - mean) / deviation));
        ModelTestReport report = await ModelTester.TestAsync(
            package, new FakeBackend { Network = FakeNetworks.Identity });
        Assert.AreEqual("reproduces", report.Test);
    }

    [TestMethod]
    public async Task TestAsync_NoTestOutput_IsRefused()
    {
        using PackageFolder folder = new();
        string package = Write(folder, new FakeModel(), v => v);
        File.Delete(Path.Combine(package, "test_output.npy"));
        ModelTestReport report = await ModelTester.TestAsync(package, new FakeBackend());
        Assert.StartsWith("refused: ", report.Test);
        Assert.Contains("test_output.npy", report.Test);
        Assert.IsFalse(report.Passes);
    }

    private static string Write(PackageFolder folder, FakeModel model, Func<float, float> expected)
    {
        string package = model.Write(folder);
        AxisTensor input = new(Shape, ElementType.Float32);
        AxisTensor output = new(Shape, ElementType.Float32);
        for (int i = 0; i < input.Count; i++)
        {
            input.AsSpan<float>()[i] = i % 97;
            output.AsSpan<float>()[i] = expected(i % 97);
        }

        NpyFile.Write(Path.Combine(package, "test_input.npy"), input);
        NpyFile.Write(Path.Combine(package, "test_output.npy"), output);
        return package;
    }
}
