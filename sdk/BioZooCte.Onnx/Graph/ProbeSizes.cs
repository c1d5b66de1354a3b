using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;

namespace BioZooCte.Onnx.Graph;

/// <summary>
/// The sizes that a graph is traced with: its own where it fixes them, else such as its package allows, long and
/// divisible often. Nothing is computed on tensors of these sizes.
/// </summary>
internal static class ProbeSizes
{
    /// <summary>2^8 · 3^2, times a number for each dimension, so that lengths tell dimensions apart.</summary>
    private const int Divisible = 2304;

    /// <summary>Steps beyond the least length: 2^4 · 3^2.</summary>
    private const int Steps = 144;

    /// <summary>The sizes of all inputs by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, long[]>> Choose(
        ImmutableArray<NetworkTensor> inputs, ModelDescription model)
    {
        List<KeyValuePair<string, long[]>> sizes = [];
        for (int k = 0; k < inputs.Length; k++)
        {
            InputDescription? stated = k < model.Inputs.Length ? model.Inputs[k] : null;
            long[] lengths = new long[inputs[k].Sizes.Length];
            for (int i = 0; i < lengths.Length; i++)
            {
                AxisDescription? axis = stated?.Axes.Length == lengths.Length ? stated.Axes[i] : null;
                lengths[i] = inputs[k].Sizes[i] ?? Choose(axis, i, sizes, model);
            }

            sizes.Add(new(inputs[k].Name, lengths));
        }

        return sizes;
    }

    /// <summary>A bit for each dimension of the first input that is space or time.</summary>
    public static uint Space(NetworkTensor input, ModelDescription model)
    {
        ImmutableArray<AxisDescription> axes = model.Inputs.IsEmpty ? [] : model.Inputs[0].Axes;
        bool isStated = axes.Length == input.Sizes.Length;
        uint space = 0;
        for (int i = 0; i < input.Sizes.Length; i++)
        {
            bool isSpace = isStated ? axes[i].Type is AxisType.Space or AxisType.Time : i >= 2;
            space |= isSpace ? 1u << i : 0;
        }

        return space;
    }

    private static long Choose(
        AxisDescription? axis, int dimension, List<KeyValuePair<string, long[]>> before, ModelDescription model)
    {
        switch (axis?.Size)
        {
            case AxisSize.Fixed rule:
                return rule.Size;
            case AxisSize.Parameterized rule when rule.Step > 1:
                return rule.Min + ((long)rule.Step * Steps * (dimension + 1));
            case AxisSize.Referenced rule:
                int leader = model.Inputs.IndexOf(model.Inputs.FirstOrDefault(input => input.Id == rule.TensorId)!);
                int leaderAxis = leader < 0 ? -1 : model.Inputs[leader].IndexOfAxis(rule.AxisId);
                if (leader >= 0 && leader < before.Count && leaderAxis >= 0 && leaderAxis < before[leader].Value.Length)
                {
                    double length = (before[leader].Value[leaderAxis] * rule.Ratio) + rule.Offset;
                    return Math.Max(1, (long)Math.Floor(length + 1e-6));
                }

                break;
            case null when dimension < 2:
                return 1;
        }

        return axis?.Type is AxisType.Batch or AxisType.Channel ? 1 : (long)Divisible * (dimension + 1);
    }
}
