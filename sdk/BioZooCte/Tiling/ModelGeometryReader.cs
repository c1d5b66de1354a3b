using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;

namespace BioZooCte.Tiling;

/// <summary>
/// Puts together what a package states of its sizes and what its network takes. Names of the RDF do not bind to
/// names in the weights; positions do.
/// </summary>
internal static class ModelGeometryReader
{
    /// <summary>Context at an inner border where the package states none and the network's reach is not known.</summary>
    private const int DefaultHalo = 64;

    /// <summary>The geometry of a model for one input that takes the image and the outputs that are wanted.</summary>
    /// <exception cref="UnsupportedModelException">Package and network contradict each other; with every reason.</exception>
    public static ModelGeometry Read(
        string modelId,
        ModelDescription model,
        NetworkDescription network,
        int inputIndex,
        IReadOnlyList<int> outputIndices)
    {
        InputDescription input = model.Inputs[inputIndex];
        List<string> reasons = [];
        ImmutableArray<OutputGeometry> outputs =
            [.. outputIndices.Select(i => OutputGeometryReader.Read(model.Outputs[i], i, input, reasons))];
        reasons.AddRange(outputs.SelectMany(o => InstanceGeometry.ReasonsAgainst(o, model, network)));
        NetworkTensor tensor = network.Inputs[inputIndex];
        if (tensor.Sizes.Length != input.Axes.Length)
        {
            reasons.Add($"its network's input {inputIndex} has {tensor.Sizes.Length} dimensions, "
                + $"its RDF states {input.Axes.Length} ({string.Join(", ", input.Axes.Select(a => a.Id))})");
        }

        if (reasons.Count > 0)
        {
            throw new UnsupportedModelException(modelId, reasons);
        }

        bool isHaloStated = false;
        bool isReachKnown = true;
        ImmutableArray<AxisGeometry>.Builder axes = ImmutableArray.CreateBuilder<AxisGeometry>(input.Axes.Length);
        for (int i = 0; i < input.Axes.Length; i++)
        {
            AxisGeometry axis = ReadAxis(model, network, inputIndex, i, reasons);
            (int halo, int lost) = Context(model, outputs, i);
            isHaloStated |= halo > 0;
            if (axis.IsCut && halo == 0)
            {
                int? reach = i < network.ReceptiveFieldRadius.Length ? network.ReceptiveFieldRadius[i] : null;
                isReachKnown &= reach is not null;
                halo = reach ?? DefaultHalo;
            }

            axes.Add(axis with
            {
                Halo = axis.IsCut ? halo : 0,
                Lost = lost,
                Alignment = OutputGeometryReader.Align(axis.Alignment, i, outputs),
            });
        }

        return reasons.Count > 0
            ? throw new UnsupportedModelException(modelId, reasons)
            : new ModelGeometry
            {
                ModelId = modelId,
                Input = axes.MoveToImmutable(),
                Outputs = outputs,
                IsGlobal = !network.OperatorsOverSpace.IsEmpty,
                IsHaloSufficient = isHaloStated || isReachKnown,
            };
    }

    private static AxisGeometry ReadAxis(
        ModelDescription model, NetworkDescription network, int inputIndex, int axisIndex, List<string> reasons)
    {
        AxisDescription axis = model.Inputs[inputIndex].Axes[axisIndex];
        int? fixedSize = network.Inputs[inputIndex].Sizes[axisIndex];
        int downsampling = axisIndex < network.TotalDownsampling.Length ? network.TotalDownsampling[axisIndex] : 1;
        bool isCut = axis.Type is AxisType.Space or AxisType.Time;
        AxisGeometry geometry = new() { Id = axis.Id, Lengths = new AxisLengths(1, 0), IsCut = isCut };
        if (axis.Type == AxisType.Batch)
        {
            // Samples go through one by one, whatever number the package would take.
            Contradict(fixedSize is not null and not 1, "batch", fixedSize, "1");
            return geometry;
        }

        switch (axis.Size)
        {
            case AxisSize.Fixed size:
                Contradict(fixedSize is not null && fixedSize != size.Size, axis.Id, fixedSize, $"{size.Size}");
                return geometry with { Lengths = new AxisLengths(size.Size, 0), Alignment = isCut ? downsampling : 1 };
            case AxisSize.Parameterized size:
                int alignment = isCut ? LeastCommonMultiple(size.Step, downsampling) : 1;
                if (alignment == 0)
                {
                    reasons.Add(
                        $"the step {size.Step} of its input axis '{axis.Id}' and its network's down-sampling by "
                            + $"{downsampling} have no common multiple that an image reaches");
                    return geometry;
                }

                return geometry with
                {
                    Lengths = fixedSize is int n ? new AxisLengths(n, 0) : new AxisLengths(size.Min, size.Step),
                    Alignment = fixedSize is null ? alignment : downsampling,
                };
            case AxisSize.Referenced rule:
                int leader = model.Inputs[inputIndex].IndexOfAxis(rule.AxisId);
                if (rule.TensorId != model.Inputs[inputIndex].Id || leader < 0)
                {
                    reasons.Add($"the length of its input axis '{axis.Id}' follows {rule}, which no image gives");
                    return geometry;
                }

                return geometry with
                {
                    Lengths = fixedSize is int f ? new AxisLengths(f, 0) : new AxisLengths(1, 1),
                    Alignment = isCut ? downsampling : 1,
                    Follows = (leader, rule.Ratio, rule.Offset),
                };
            default:
                return geometry with
                {
                    Lengths = fixedSize is int m ? new AxisLengths(m, 0) : new AxisLengths(1, 1),
                    Alignment = isCut ? downsampling : 1,
                };
        }

        void Contradict(bool isSo, string id, int? found, string stated)
        {
            if (isSo)
            {
                reasons.Add($"its network takes the length {found} along the input axis '{id}', its RDF states {stated}");
            }
        }
    }

    /// <summary>The stated halo in input elements, the most of all outputs, and what valid convolutions take away.</summary>
    private static (int Halo, int Lost) Context(
        ModelDescription model, ImmutableArray<OutputGeometry> outputs, int inputAxis)
    {
        int halo = 0;
        int lost = 0;
        foreach (OutputGeometry output in outputs)
        {
            for (int i = 0; i < output.Axes.Length; i++)
            {
                OutputAxisGeometry axis = output.StatedAxes[i];
                if (axis.InputAxis == inputAxis)
                {
                    halo = Math.Max(halo, (int)Math.Ceiling(model.Outputs[output.Index].Axes[i].Halo / axis.Ratio));
                    lost = Math.Max(lost, (int)Math.Ceiling(-axis.Offset / axis.Ratio));
                }
            }
        }

        return (halo, Math.Max(0, lost));
    }

    /// <summary>The least common multiple; 0 where it is too large for a length.</summary>
    private static int LeastCommonMultiple(int a, int b)
    {
        int x = a;
        int y = b;
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        long multiple = (long)a / x * b;
        return multiple <= int.MaxValue ? (int)multiple : 0;
    }
}
