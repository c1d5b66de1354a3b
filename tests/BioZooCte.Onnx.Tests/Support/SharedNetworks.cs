using System.Text.Json;

using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Networks of the reference folder.</summary>
internal static class SharedNetworks
{
    /// <summary>The stated test input of a package, and files beside it for further inputs.</summary>
    public static IReadOnlyList<AxisTensor?> InputsOf(ModelPackage package, string folder)
    {
        string[] letters = [.. package.Description.Inputs.Select(
            input => string.Concat(input.Axes.Select(axis => AxisIds.ToLetter(axis.Id))))];
        AxisTensor first = Npy.Read(Path.Combine(folder, "test_input.npy"), letters[0]);
        return [first, .. letters.Skip(1).Select(l => Npy.Read(OtherInput(folder), l))];
    }

    private static string OtherInput(string folder) => Directory.EnumerateFiles(folder, "*.npy")
        .Single(file => !Path.GetFileName(file).StartsWith("test_", StringComparison.Ordinal));

    /// <summary>The graphs of other architectures, with what is stated of them.</summary>
    public static IReadOnlyList<(string Name, JsonElement Stated)> Graphs()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("graphs/graphs.json")));
        return SharedData.RequireCases(
            "graphs/graphs.json",
            ExpectedFile.Entries(json.RootElement.Clone()).Select(p => (p.Name, p.Value)));
    }

    /// <summary>The folders of the zoo and its variants that hold a graph.</summary>
    public static IReadOnlyList<string> Packages() => SharedData.RequireCases(
        "nuclei",
        Directory.EnumerateDirectories(SharedData.Require("nuclei/zoo"))
            .Concat(Directory.EnumerateDirectories(SharedData.Require("nuclei/variants")))
            .Where(folder => Directory.EnumerateFiles(folder, "*.onnx").Any())
            .Order(StringComparer.Ordinal));
}
