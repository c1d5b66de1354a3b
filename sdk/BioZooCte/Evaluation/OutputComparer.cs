using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>Holds outputs against test tensors, with the tolerance that holds for format and output.</summary>
internal static class OutputComparer
{
    /// <summary>Compares element by element.</summary>
    /// <exception cref="ModelRunException">The sizes differ.</exception>
    public static OutputComparison Compare(
        ModelPackage package, OutputDescription output, AxisTensor actual, AxisTensor expected)
    {
        if (!actual.Shape.Equals(expected.Shape))
        {
            throw new ModelRunException(
                package.Id, $"the output '{output.Id}' has {actual.Shape}; expected {expected.Shape}, as its test tensor");
        }

        ReproducibilityTolerance tolerance = ToleranceOf(package.Description, output);
        ReadOnlySpan<float> a = ElementConverter.Cast(actual, ElementType.Float32).AsSpan<float>();
        ReadOnlySpan<float> e = ElementConverter.Cast(expected, ElementType.Float32).AsSpan<float>();
        double greatest = 0;
        long mismatches = 0;
        for (int i = 0; i < a.Length; i++)
        {
            // Equal infinities differ by nothing.
            double difference = a[i] == e[i] ? 0 : Math.Abs((double)a[i] - e[i]);
            greatest = double.IsNaN(difference) || double.IsNaN(greatest) ? double.NaN : Math.Max(greatest, difference);
            mismatches += difference <= tolerance.Absolute + (tolerance.Relative * Math.Abs((double)e[i])) ? 0 : 1;
        }

        double perMillion = a.Length == 0 ? 0 : mismatches * 1e6 / a.Length;
        return new OutputComparison(output.Id, greatest, perMillion, tolerance);
    }

    /// <summary>The first stated tolerance that names this output and format, else the format's own.</summary>
    private static ReproducibilityTolerance ToleranceOf(ModelDescription model, OutputDescription output)
    {
        bool isDiscrete = !output.Elements[0].Type.IsFloatingPoint();
        foreach (ReproducibilityTolerance stated in model.ReproducibilityTolerances)
        {
            if ((stated.OutputIds.IsEmpty || stated.OutputIds.Contains(output.Id))
                && (stated.WeightsFormats.IsEmpty || stated.WeightsFormats.Contains("onnx"))
                && (stated.Kind is null || stated.Kind == (isDiscrete ? "discrete" : "continuous")))
            {
                return stated;
            }
        }

        if (model.IsFormat04)
        {
            return new ReproducibilityTolerance { MismatchedElementsPerMillion = 0 };
        }

        return isDiscrete && SplitsKinds(model.FormatVersion)
            ? new ReproducibilityTolerance { Relative = 0, Absolute = 0, MismatchedElementsPerMillion = 1000 }
            : new ReproducibilityTolerance();
    }

    /// <summary>Since format 0.5.14 integers and booleans have a tolerance of their own.</summary>
    private static bool SplitsKinds(string formatVersion) =>
        Version.TryParse(formatVersion, out Version? version) && version >= new Version(0, 5, 14);
}
