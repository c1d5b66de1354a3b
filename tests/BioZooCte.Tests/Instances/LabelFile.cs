using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Instances;

/// <summary>The arrays beside the reference values: y, x or z, y, x.</summary>
internal static class LabelFile
{
    public const string Folder = "goldens/statistics";

    public static (int[] Labels, GridSize Grid) Read(string relative)
    {
        AxisTensor tensor = ReadTensor(relative);
        Assert.IsTrue(LabelValues.TryRead(tensor, out int[] labels, out string problem), $"{relative} {problem}");
        return (labels, GridOf(tensor));
    }

    public static bool[] ReadMask(string relative) =>
        ElementConverter.Cast(ReadTensor(relative), ElementType.Bool).AsSpan<bool>().ToArray();

    public static double[] ReadReals(string relative) =>
        ElementConverter.Cast(ReadTensor(relative), ElementType.Float64).AsSpan<double>().ToArray();

    public static AxisTensor ReadTensor(string relative) => NpyFile.Read(SharedData.Require($"{Folder}/{relative}"));

    public static GridSize GridOf(AxisTensor tensor) => tensor.Shape.Count == 2
        ? new GridSize(1, tensor.Shape[0].Size, tensor.Shape[1].Size)
        : new GridSize(tensor.Shape[0].Size, tensor.Shape[1].Size, tensor.Shape[2].Size);
}
