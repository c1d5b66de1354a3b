using System.Globalization;

using BioZooCte.Tensors;

namespace BioZooCte.Instances;

/// <summary>Labels as int32, whatever type they are stored in.</summary>
internal static class LabelValues
{
    /// <summary>
    /// The elements as labels from 0. Numbers beyond int32 are replaced by others, since labels mean nothing
    /// but which pixels are together.
    /// </summary>
    /// <param name="tensor">Labels of any type.</param>
    /// <param name="labels">Receives one label for each element, in the tensor's order.</param>
    /// <param name="problem">
    /// Receives what is wrong, such as <c>has the value 0.5</c>; empty if nothing is.
    /// </param>
    /// <returns>Whether all elements are whole numbers from 0.</returns>
    public static bool TryRead(AxisTensor tensor, out int[] labels, out string problem)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        problem = "";
        labels = new int[tensor.Count];
        if (tensor.ElementType.IsFloatingPoint())
        {
            AxisTensor reals = ElementConverter.Cast(tensor, ElementType.Float64);
            return TryReadReals(reals.AsSpan<double>(), labels, ref problem);
        }

        if (tensor.ElementType is ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64)
        {
            AxisTensor large = ElementConverter.Cast(tensor, ElementType.Int64);
            return TryReadLarge(large.AsSpan<long>(), labels, ref problem);
        }

        ElementConverter.Cast(tensor, ElementType.Int32).AsSpan<int>().CopyTo(labels);
        foreach (int label in labels)
        {
            if (label < 0)
            {
                problem = Invariant($"has the value {label}");
                return false;
            }
        }

        return true;
    }

    private static bool TryReadReals(ReadOnlySpan<double> values, int[] labels, ref string problem)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] <= int.MaxValue && Math.Floor(values[i]) == values[i]))
            {
                problem = Invariant($"has the value {values[i]:g6}");
                return false;
            }

            labels[i] = (int)values[i];
        }

        return true;
    }

    private static bool TryReadLarge(ReadOnlySpan<long> values, int[] labels, ref string problem)
    {
        bool isLarge = false;
        for (int i = 0; i < labels.Length; i++)
        {
            if (values[i] < 0)
            {
                problem = Invariant($"has the value {values[i]}");
                return false;
            }

            isLarge |= values[i] > int.MaxValue;
            labels[i] = unchecked((int)values[i]);
        }

        if (isLarge)
        {
            Renumber(values, labels);
        }

        return true;
    }

    private static void Renumber(ReadOnlySpan<long> values, int[] labels)
    {
        Dictionary<long, int> numbers = new() { [0] = 0 };
        for (int i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(values[i], out labels[i]))
            {
                labels[i] = numbers.Count;
                numbers.Add(values[i], labels[i]);
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
