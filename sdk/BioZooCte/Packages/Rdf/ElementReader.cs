using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads what the elements of a tensor are.</summary>
internal static class ElementReader
{
    /// <summary>Of format 0.5: a description, or a list of one for each channel.</summary>
    public static ImmutableArray<ElementDescription> Read(RdfField data, ImmutableArray<AxisDescription> axes)
    {
        if (data.Node is not RdfSequence)
        {
            return [ReadOne(data)];
        }

        ImmutableArray<ElementDescription> elements = [.. data.ReadItems("a list").Select(ReadOne)];
        int channels = axes.FirstOrDefault(a => a.Type == AxisType.Channel)?.ChannelNames.Length ?? 0;
        if (elements.IsEmpty)
        {
            data.Fail("empty", "at least one description");
        }
        else if (elements.Length != channels && channels > 0)
        {
            data.Fail($"{elements.Length} descriptions", $"one, or one for each of {channels} channels");
        }
        else if (elements.Any(e => e.Type != elements[0].Type))
        {
            data.Fail("of different types", "the same type for all channels");
        }

        return elements;
    }

    /// <summary>
    /// The element type of a field; null if it is absent, with a problem if it is none of those allowed.
    /// </summary>
    public static ElementType? ReadType(RdfField field, Func<ElementType, bool> isAllowed)
    {
        if (field.ReadText("an element type") is not string name)
        {
            return null;
        }

        if (ElementTypes.TryParse(name, out ElementType type) && isAllowed(type))
        {
            return type;
        }

        IEnumerable<string> allowed = Enum.GetValues<ElementType>().Where(isAllowed).Select(t => t.Name());
        field.Fail($"one of {string.Join(", ", allowed)}");
        return null;
    }

    /// <summary>The bounds [min, max] of a range; null where none is stated or it is infinite.</summary>
    public static (double? Minimum, double? Maximum) ReadRange(RdfField range)
    {
        const string Expected = "a list of a least and a greatest value";
        if (range.IsAbsent)
        {
            return (null, null);
        }

        ImmutableArray<RdfField> bounds = range.ReadItems(Expected);
        if (bounds.Length != 2)
        {
            if (range.Node is RdfSequence)
            {
                range.Fail(Expected);
            }

            return (null, null);
        }

        return (FiniteOrNull(bounds[0].ReadAnyNumber()), FiniteOrNull(bounds[1].ReadAnyNumber()));
    }

    private static ElementDescription ReadOne(RdfField data)
    {
        if (data.ReadMapping("a mapping that describes elements") is null)
        {
            return new ElementDescription { Type = ElementType.Float32 };
        }

        RdfField values = data["values"];
        if (values.Node is not null)
        {
            return ReadNominal(data, values);
        }

        data.ExpectKeys("type", "range", "unit", "scale", "offset");
        data["unit"].ReadText("a unit");
        data["scale"].ReadNumber();
        data["offset"].ReadNumber();
        (double? minimum, double? maximum) = ReadRange(data["range"]);
        return new ElementDescription
        {
            Type = ReadType(data["type"], t => t is not (ElementType.Bool or ElementType.Float16))
                ?? ElementType.Float32,
            Minimum = minimum,
            Maximum = maximum,
        };
    }

    private static ElementDescription ReadNominal(RdfField data, RdfField values)
    {
        data.ExpectKeys("type", "values", "unit");
        data["unit"].ReadText("a unit");
        ElementType type = ReadType(data["type"], t => t != ElementType.Float16) ?? ElementType.UInt8;
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<RdfField> items = values.Require("a list of values").ReadItems("a list of values");
        foreach (RdfField item in items)
        {
            object? value = (item.Node as RdfScalar)?.Value;
            bool fits = type == ElementType.Bool
                ? value is bool
                : value switch
                {
                    long whole => type.IsFloatingPoint() || IsWithin(whole, type),
                    bool => true,
                    double => type.IsFloatingPoint(),
                    string => type.IsInteger() && type.Name()[0] == 'u',
                    _ => false,
                };
            if (!fits)
            {
                item.Fail($"a value of type {type.Name()}");
            }

            texts.Add((item.Node as RdfScalar)?.Text ?? "");
        }

        if (values.Node is RdfSequence && items.IsEmpty)
        {
            values.Fail("empty", "at least one value");
        }

        return new ElementDescription { Type = type, Values = texts.ToImmutable() };
    }

    private static bool IsWithin(long value, ElementType type)
    {
        int bits = 8 * type.SizeOf();
        bool isUnsigned = type.Name()[0] == 'u';
        return isUnsigned
            ? value >= 0 && (bits > 62 || value < 1L << bits)
            : bits > 62 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1));
    }

    private static double? FiniteOrNull(double? value) =>
        value is double number && double.IsFinite(number) ? value : null;
}
