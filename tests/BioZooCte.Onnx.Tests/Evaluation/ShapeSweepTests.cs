using BioZooCte.Evaluation;
using BioZooCte.Images;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Evaluation;

[TestClass]
public sealed class ShapeSweepTests
{
    [TestMethod]
    [DataRow("n", "passes")]
    [DataRow(1, "fails: at batch 2, channel 1, y 8, x 8: ")]
    public async Task TestAsync_RdfWithAFreeBatch_RunsTwoImagesAtOnce(object batch, string shapes)
    {
        using TemporaryFolder folder = new();
        GraphBuilder graph = new();
        string output = graph.Node("Sigmoid", [graph.Input("raw", batch, 1, "h", "w")]);
        graph.Output(output, batch, 1, "h", "w").Save(folder, "bcyx");
        WriteTensor(folder, "input.npy", 0);
        WriteTensor(folder, "output.npy", 0.5f);
        await File.WriteAllTextAsync(Path.Combine(folder, "rdf.yaml"), Rdf);

        ModelTestReport report = await ModelTester.TestAsync(folder, new OnnxBackend());

        Assert.AreEqual("reproduces", report.Test);
        Assert.StartsWith(shapes, report.Shapes!);
    }

    private static void WriteTensor(string folder, string name, float value)
    {
        AxisTensor tensor = new(TensorShape.Of("bcyx", 1, 1, 16, 16), ElementType.Float32);
        tensor.AsSpan<float>().Fill(value);
        NpyFile.Write(Path.Combine(folder, name), tensor);
    }

    private const string Rdf = """
        format_version: 0.4.10
        type: model
        name: Sigmoid of each pixel
        description: A network of one operator
        authors: [{name: A}]
        documentation: README.md
        license: MIT
        timestamp: 2024-01-01T00:00:00
        inputs:
        - name: raw
          axes: bcyx
          data_type: float32
          shape: {min: [1, 1, 8, 8], step: [0, 0, 8, 8]}
        outputs:
        - name: probability
          axes: bcyx
          data_type: float32
          shape: {reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}
        test_inputs: [input.npy]
        test_outputs: [output.npy]
        weights: {onnx: {source: weights.onnx, opset_version: 17}}
        """;
}
