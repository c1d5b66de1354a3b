using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class MissingLibraryTests
{
    [TestMethod]
    public void Open_WithoutTheNativeLibrary_SaysWhichPackageToAdd()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder program = new();
        GraphBuilder graph = new();
        string relu = graph.Node("Relu", [graph.Input("raw", 1, 1, "y", "x")]);
        using ModelPackage package = graph.Output(relu, 1, 1, "y", "x").Save(folder, "bcyx");
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        string onnx = Path.Combine(folder, "weights.onnx");

        Assert.AreEqual(Child.Ran, Child.Run(onnx, "bcyx"), "with it");
        Assert.AreEqual(
            $"UnsupportedModelException: {package.Id} cannot be run: the native library of ONNX Runtime could not be "
                + "loaded; add the NuGet package Microsoft.ML.OnnxRuntime (or, instead of it, "
                + "Microsoft.ML.OnnxRuntime.Gpu) to the program.",
            Child.Run(onnx, "bcyx", program));
    }
}
