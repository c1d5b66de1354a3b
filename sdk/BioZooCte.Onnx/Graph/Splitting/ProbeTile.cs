using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// Small inputs that a network is run on to look into it: such as its package allows, higher than wide nowhere, so
/// that y and x can be told apart at every resolution.
/// </summary>
internal sealed class ProbeTile(NetworkDescription network, ModelDescription model, uint space)
{
    /// <summary>Positions left at the smallest resolution along x, y and what else is space.</summary>
    private static readonly ImmutableArray<int> Positions = [7, 5, 3];

    private static readonly ImmutableArray<int> FewPositions = [3, 2, 1];

    private static readonly ImmutableArray<int> Least = [56, 40, 8];

    /// <summary>The longest a dimension becomes before positions are saved on.</summary>
    private const int Long = 512;

    /// <summary>Inputs by position; null for those that may be left out.</summary>
    /// <param name="scale">How many times larger than necessary.</param>
    public IReadOnlyList<AxisTensor?> Create(int scale)
    {
        AxisTensor?[] tensors = new AxisTensor?[network.Inputs.Length];
        List<int[]> sizes = [];
        for (int k = 0; k < tensors.Length; k++)
        {
            sizes.Add(SizesOf(k, sizes, scale));
            if (!network.Inputs[k].IsOptional)
            {
                tensors[k] = Fill(sizes[k], network.Inputs[k].ElementType);
            }
        }

        return tensors;
    }

    private int[] SizesOf(int index, List<int[]> before, int scale)
    {
        NetworkTensor input = network.Inputs[index];
        InputDescription? stated = index < model.Inputs.Length ? model.Inputs[index] : null;
        int[] sizes = new int[input.Sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            AxisDescription? axis = stated?.Axes.Length == sizes.Length ? stated.Axes[i] : null;
            sizes[i] = input.Sizes[i] ?? Choose(axis?.Size, i, before, scale, sizes.Length);
        }

        return sizes;
    }

    private int Choose(AxisSize? rule, int dimension, List<int[]> before, int scale, int rank)
    {
        int wanted = Wanted(dimension, scale, rank);
        switch (rule)
        {
            case AxisSize.Fixed of:
                return of.Size;
            case AxisSize.Parameterized of:
                return Smallest(of.Min, Math.Max(1, of.Step), wanted, Downsampling(dimension));
            case AxisSize.Referenced of when Leader(of, before) is int leader:
                return Math.Max(1, (int)Math.Floor((leader * of.Ratio) + of.Offset + 1e-6));
            default:
                return wanted;
        }
    }

    private int Wanted(int dimension, int scale, int rank)
    {
        if (rank != network.Inputs[0].Sizes.Length || (space & (1u << dimension)) == 0)
        {
            return 1;
        }

        int place = 0;
        for (int i = dimension + 1; i < rank; i++)
        {
            place += (space & (1u << i)) != 0 ? 1 : 0;
        }

        place = Math.Min(place, Positions.Length - 1);
        int factor = Downsampling(dimension);
        int positions = factor * Positions[place] > Long ? FewPositions[place] : Positions[place];
        return factor * Math.Max(positions, (Least[place] + factor - 1) / factor) * scale;
    }

    private int Downsampling(int dimension) =>
        dimension < network.TotalDownsampling.Length ? Math.Max(1, network.TotalDownsampling[dimension]) : 1;

    private static int Smallest(int min, int step, int wanted, int factor)
    {
        int first = wanted <= min ? min : min + ((wanted - min + step - 1) / step * step);
        for (int i = 0; i < factor; i++)
        {
            if ((first + (i * step)) % factor == 0)
            {
                return first + (i * step);
            }
        }

        return first;
    }

    private int? Leader(AxisSize.Referenced rule, List<int[]> before)
    {
        for (int k = 0; k < Math.Min(before.Count, model.Inputs.Length); k++)
        {
            int axis = model.Inputs[k].IndexOfAxis(rule.AxisId);
            if (model.Inputs[k].Id == rule.TensorId && axis >= 0 && axis < before[k].Length)
            {
                return before[k][axis];
            }
        }

        return null;
    }

    /// <summary>Values between 0 and 1 that no two neighbours share; for whole numbers between 0 and 255.</summary>
    private static AxisTensor Fill(int[] sizes, ElementType type)
    {
        TensorShape shape = new(sizes.Select((size, i) => new TensorAxis($"{i}", size)));
        AxisTensor tensor = AxisTensor.Uninitialized(shape, ElementType.Float32);
        Span<float> values = tensor.AsSpan<float>();
        float scale = type.IsFloatingPoint() || type == ElementType.Bool ? 1 : 255;
        for (int i = 0; i < values.Length; i++)
        {
            const double GoldenRatio = 0.6180339887498949;
            double share = i * GoldenRatio % 1;
            values[i] = type == ElementType.Bool ? (share < 0.5 ? 0 : 1) : (float)share * scale;
        }

        return ElementConverter.Cast(tensor, type);
    }
}
