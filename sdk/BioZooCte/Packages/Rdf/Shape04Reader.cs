using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads a shape of format 0.4: a list of lengths; <c>min</c> and <c>step</c>; or <c>reference_tensor</c>,
/// <c>scale</c> and <c>offset</c>, where length = length there · scale + 2 · offset, and a scale of null or 0
/// makes an axis of the length 2 · offset.
/// </summary>
internal static class Shape04Reader
{
    /// <summary>The rule for each axis; null, with problems, where there is none.</summary>
    public static ImmutableArray<AxisSize>? Read(RdfField shape, string letters, bool isOutput)
    {
        string expected = isOutput
            ? "a list of lengths, or reference_tensor, scale and offset"
            : "a list of lengths, or min and step";
        switch (shape.Require(expected).Node)
        {
            case RdfSequence:
                return ReadFixed(shape, letters, isOutput);
            case RdfMapping mapping when mapping["reference_tensor"] is not null:
                return ReadReference(shape, letters);
            case RdfMapping when !isOutput:
                return ReadSteps(shape, letters);
            default:
                if (!shape.IsAbsent)
                {
                    shape.Fail(expected);
                }

                return null;
        }
    }

    private static ImmutableArray<AxisSize>? ReadFixed(RdfField shape, string letters, bool isOutput)
    {
        ImmutableArray<RdfField>? lengths = ReadList(shape, letters);
        int before = shape.Report.ProblemCount;
        ImmutableArray<AxisSize> sizes =
        [
            .. (lengths ?? []).Select(item => new AxisSize.Fixed(
                item.Require("a length").ReadWhole(1, "a whole number above 0") ?? 1)),
        ];
        int batch = letters.IndexOf('b', StringComparison.Ordinal);
        if (!isOutput && lengths is not null && batch >= 0 && sizes[batch] is not AxisSize.Fixed { Size: 1 })
        {
            lengths.Value[batch].Fail("1 for the batch");
        }

        return lengths is null || shape.Report.ProblemCount > before ? null : sizes;
    }

    private static ImmutableArray<AxisSize>? ReadSteps(RdfField shape, string letters)
    {
        shape.ExpectKeys("min", "step");
        int before = shape.Report.ProblemCount;
        ImmutableArray<RdfField>? mins = ReadList(shape["min"].Require("a list of lengths"), letters);
        ImmutableArray<RdfField>? steps = ReadList(shape["step"].Require("a list of lengths"), letters);
        if (mins is null || steps is null)
        {
            return null;
        }

        ImmutableArray<AxisSize>.Builder sizes = ImmutableArray.CreateBuilder<AxisSize>();
        for (int i = 0; i < letters.Length; i++)
        {
            int min = mins.Value[i].Require("a length").ReadWhole(1, "a whole number above 0") ?? 1;
            int step = steps.Value[i].Require("a length").ReadWhole(0, "a whole number, at least 0") ?? 0;
            if (letters[i] == 'b' && (min != 1 || step != 0))
            {
                (min != 1 ? mins : steps).Value[i].Fail(min != 1 ? "1 for the batch" : "0 for the batch");
            }

            sizes.Add(letters[i] == 'b' ? new AxisSize.Free()
                : step == 0 ? new AxisSize.Fixed(min)
                : new AxisSize.Parameterized(min, step));
        }

        return shape.Report.ProblemCount > before ? null : sizes.ToImmutable();
    }

    private static ImmutableArray<AxisSize>? ReadReference(RdfField shape, string letters)
    {
        shape.ExpectKeys("reference_tensor", "scale", "offset");
        int before = shape.Report.ProblemCount;
        string tensor = Identifiers.ReadTensorId(shape["reference_tensor"], isLengthLimited: false) ?? "";
        ImmutableArray<RdfField>? scales = ReadList(shape["scale"].Require("a list of numbers"), letters);
        ImmutableArray<RdfField>? offsets = ReadList(shape["offset"].Require("a list of numbers"), letters);
        if (scales is null || offsets is null)
        {
            return null;
        }

        ImmutableArray<AxisSize>.Builder sizes = ImmutableArray.CreateBuilder<AxisSize>();
        for (int i = 0; i < letters.Length; i++)
        {
            double scale = scales.Value[i].ReadNumber("a number, or null for a new axis") ?? 0;
            double twice = 2 * (offsets.Value[i].Require("a number").ReadNumber() ?? 0);
            if (twice != Math.Floor(twice))
            {
                offsets.Value[i].Fail("a multiple of 0.5");
            }

            if (scale < 0)
            {
                scales.Value[i].Fail("a number, at least 0, or null for a new axis");
            }
            else if (scale == 0 && twice is < 1 or > int.MaxValue)
            {
                offsets.Value[i].Fail($"{offsets.Value[i].Found} for a new axis", "half its length, above 0");
            }
            else
            {
                sizes.Add(letters[i] == 'b' && scale > 0 ? new AxisSize.Free()
                    : scale == 0 ? new AxisSize.Fixed((int)twice)
                    : new AxisSize.Referenced(tensor, AxisIds.FromLetter(letters[i]), scale, twice));
            }
        }

        return shape.Report.ProblemCount > before ? null : sizes.ToImmutable();
    }

    private static ImmutableArray<RdfField>? ReadList(RdfField field, string letters)
    {
        ImmutableArray<RdfField> items = field.ReadItems("a list of numbers");
        if (field.Node is not RdfSequence)
        {
            return null;
        }

        if (items.Length != letters.Length)
        {
            field.Fail(
                $"a list of {items.Length}", $"one number for each of {letters.Length} axes ({letters})");
            return null;
        }

        return items;
    }
}
