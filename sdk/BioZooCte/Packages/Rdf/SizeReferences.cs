using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Completes sizes that refer to the axis of another tensor: it has to be there, and its own size must not
/// refer to a third. Format 0.5 takes the ratio from the axes' scales; format 0.4 states it, and pairs axes
/// by letter, or by position where the letter is not among those of the other tensor.
/// </summary>
internal sealed class SizeReferences(
    RdfField root,
    ImmutableArray<InputDescription> inputs,
    ImmutableArray<OutputDescription> outputs,
    bool isFormat04)
{
    private readonly ImmutableArray<TensorDescription> _tensors = [.. inputs, .. outputs];

    /// <summary>The tensors with their references completed.</summary>
    public (ImmutableArray<InputDescription> Inputs, ImmutableArray<OutputDescription> Outputs) Complete() =>
        ([.. inputs.Select((t, i) => t with { Axes = Complete(t, root["inputs"][i]) })],
        [.. outputs.Select((t, i) => t with { Axes = Complete(t, root["outputs"][i]) })]);

    private ImmutableArray<AxisDescription> Complete(TensorDescription tensor, RdfField place)
    {
        if (isFormat04)
        {
            ExpectAsManyAxes(tensor, place);
        }

        ImmutableArray<AxisDescription> axes = [.. tensor.Axes.Select(
            (axis, i) => CompleteAxis(tensor, axis, i, place))];
        for (int i = 0; i < axes.Length; i++)
        {
            CheckHalo(axes[i], i, place);
        }

        return axes;
    }

    private AxisDescription CompleteAxis(
        TensorDescription tensor, AxisDescription axis, int index, RdfField place)
    {
        if (axis.Size is not AxisSize.Referenced rule)
        {
            return axis;
        }

        RdfField size = isFormat04 ? place["shape"]["reference_tensor"] : place["axes"][index]["size"];
        TensorDescription? other = _tensors.FirstOrDefault(t => t.Id == rule.TensorId);
        AxisDescription? referenced = other?.FindAxis(rule.AxisId) ?? FindByPosition(tensor, other, index);
        if (other is null || referenced is null)
        {
            size.Fail($"{rule.TensorId}.{rule.AxisId}, which is not there", "an axis of another tensor");
            return axis;
        }

        if (referenced.Size is not (AxisSize.Fixed or AxisSize.Parameterized)
            || referenced.Type == AxisType.Batch)
        {
            size.Fail($"{rule.TensorId}.{referenced.Id}, whose size is {referenced.Size}",
                "an axis of a fixed size or of one with min and step");
            return axis;
        }

        if (!isFormat04 && axis.Unit != referenced.Unit)
        {
            size.Fail($"{rule.TensorId}.{referenced.Id}, whose unit is {referenced.Unit ?? "not stated"}",
                $"an axis with the same unit ({axis.Unit ?? "none"})");
        }

        double ratio = isFormat04 ? rule.Ratio : referenced.Scale / axis.Scale;
        return axis with { Size = rule with { AxisId = referenced.Id, Ratio = ratio } };
    }

    /// <summary>The axis at the same position, those not counted that this shape makes new.</summary>
    private AxisDescription? FindByPosition(TensorDescription tensor, TensorDescription? other, int index)
    {
        if (!isFormat04 || other is null)
        {
            return null;
        }

        int position = index - tensor.Axes.Take(index).Count(axis => axis.Size is AxisSize.Fixed);
        return position < other.Axes.Length ? other.Axes[position] : null;
    }

    private void ExpectAsManyAxes(TensorDescription tensor, RdfField place)
    {
        RdfField shape = place["shape"];
        if ((shape["reference_tensor"].Node as RdfScalar)?.Value is string text
            && shape["scale"].Node is RdfSequence scales)
        {
            string name = text.ToLowerInvariant();
            TensorDescription? other = _tensors.FirstOrDefault(t => t.Id == name);
            int kept = scales.Items.Count(scale => scale is not RdfScalar { Value: null });
            if (other is null)
            {
                shape["reference_tensor"].Fail($"'{name}', which is not there", "another tensor");
            }
            else if (other.Axes.Length != kept)
            {
                shape["scale"].Fail(
                    $"{kept} scales that are not null", $"one for each axis of '{name}' ({other.Axes.Length})");
            }
        }
    }

    private void CheckHalo(AxisDescription axis, int index, RdfField place)
    {
        double least = Least(axis.Size);
        if (axis.Halo == 0)
        {
            if (isFormat04 && least < 1)
            {
                place["shape"]["offset"][index].Fail(
                    $"too little: the least length is {least}", "at least 1");
            }

            return;
        }

        RdfField halo = isFormat04 ? place["halo"][index] : place["axes"][index]["halo"];
        if (least - (2.0 * axis.Halo) < 1)
        {
            halo.Fail(
                $"{axis.Halo} where the least length is {least}", "a halo that leaves at least one element");
        }

        if (!isFormat04 && axis.Size is AxisSize.Referenced { Ratio: > 0 } rule)
        {
            double inInput = axis.Halo / rule.Ratio;
            if (Math.Abs(inInput - Math.Round(inInput)) > 1e-9 * Math.Max(1, inInput))
            {
                halo.Fail($"{axis.Halo} at a scale of {axis.Scale}", "a whole number of elements of the other tensor");
            }
        }
    }

    private double Least(AxisSize size) => size switch
    {
        AxisSize.Fixed rule => rule.Size,
        AxisSize.Parameterized rule => rule.Min,
        AxisSize.DataDependent rule => rule.Min,
        AxisSize.Referenced rule when Find(rule) is { Size: not AxisSize.Referenced } axis =>
            Math.Floor((Least(axis.Size) * rule.Ratio) + rule.Offset),
        _ => double.PositiveInfinity,
    };

    private AxisDescription? Find(AxisSize.Referenced rule) =>
        _tensors.FirstOrDefault(t => t.Id == rule.TensorId)?.FindAxis(rule.AxisId);
}
