using BioZooCte.Onnx.Graph.Check;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;

namespace BioZooCte.Onnx.Graph;

/// <summary>Why a package cannot be run by ONNX Runtime, from what it states alone.</summary>
internal static class OnnxReasons
{
    /// <summary>The reasons; none if it can be run.</summary>
    public static IReadOnlyList<string> Against(ModelPackage package)
    {
        WeightsDescription? weights = package.FindWeights(OnnxFile.Format);
        if (weights is null)
        {
            return [WithoutWeights(package)];
        }

        return weights.OpsetVersion > KnownOperators.MostVersion
            ? [$"its ONNX weights are of operator set {weights.OpsetVersion}; ONNX Runtime {RuntimeLibrary.Version} "
                + $"takes up to {KnownOperators.MostVersion}"]
            : [];
    }

    /// <summary>Names the weights that are there instead.</summary>
    public static string WithoutWeights(ModelPackage package)
    {
        string[] formats = [.. package.Description.Weights.Select(weights => weights.Format)];
        return formats.Length == 0
            ? "it has no weights; ONNX Runtime takes onnx"
            : $"it has no ONNX weights, only {string.Join(", ", formats)}";
    }
}
