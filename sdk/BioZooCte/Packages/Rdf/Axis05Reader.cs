using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads an axis of format 0.5. The ratio of a size that refers to another axis is set later, when all axes
/// are known.
/// </summary>
internal static class Axis05Reader
{
    private const string Types = "batch, channel, index, time or space";

    /// <summary>The axis; null where it has no type or no size.</summary>
    public static AxisDescription? Read(RdfField axis, bool isOutput)
    {
        RdfField field = axis["type"];
        switch (field.Require(Types).ReadText(Types))
        {
            case null:
                return null;
            case "batch":
                axis.ExpectKeys("type", "id", "description", "size");
                return Complete(axis, AxisType.Batch, AxisIds.Batch, ReadBatchSize(axis["size"]));
            case "channel":
                axis.ExpectKeys("type", "id", "description", "channel_names");
                return ReadChannel(axis);
            case "index":
                axis.ExpectKeys(isOutput
                    ? ["type", "id", "description", "size"]
                    : ["type", "id", "description", "size", "concatenable", "pad"]);
                AxisSize? length = Axis05SizeReader.Read(axis["size"], isOutput, isIndex: true);
                return Complete(axis, AxisType.Index, AxisIds.Index, length);
            case "time":
                return ReadMeasured(axis, AxisType.Time, AxisIds.Time, isOutput);
            case "space":
                return ReadMeasured(axis, AxisType.Space, AxisIds.X, isOutput);
            default:
                field.Fail(Types);
                return null;
        }
    }

    private static AxisDescription? Complete(RdfField axis, AxisType type, string defaultId, AxisSize? size)
    {
        RdfField field = axis["id"];
        string id = Identifiers.ReadAxisId(field) ?? defaultId;
        if (type == AxisType.Batch != (id == AxisIds.Batch))
        {
            field.Fail(
                type == AxisType.Batch ? "'batch'" : "an identifier that does not stand for the batch");
            return null;
        }

        axis["description"].ReadText();
        axis["concatenable"].ReadFlag();
        return size is null ? null : new AxisDescription { Id = id, Type = type, Size = size };
    }

    private static AxisSize? ReadBatchSize(RdfField size)
    {
        if (size.IsAbsent)
        {
            return new AxisSize.Free();
        }

        if (size.ReadWhole(1, "1 or null") is not 1)
        {
            size.Fail("1 or null");
            return null;
        }

        return new AxisSize.Fixed(1);
    }

    private static AxisDescription? ReadChannel(RdfField axis)
    {
        const string Expected = "a list of the channels' names";
        RdfField field = axis["channel_names"];
        ImmutableArray<string> names =
        [
            .. field.Require(Expected).ReadItems(Expected)
                .Select(item => item.Require("a name").ReadLooseText("a name")).OfType<string>(),
        ];
        if (field.Node is RdfSequence { Items.IsEmpty: true })
        {
            field.Fail("empty", Expected);
        }

        AxisSize? size = names.IsEmpty ? null : new AxisSize.Fixed(names.Length);
        AxisDescription? channel = Complete(axis, AxisType.Channel, AxisIds.Channel, size);
        return channel is null ? null : channel with { ChannelNames = names };
    }

    private static AxisDescription? ReadMeasured(
        RdfField axis, AxisType type, string defaultId, bool isOutput)
    {
        axis.ExpectKeys(isOutput
            ? ["type", "id", "description", "size", "unit", "scale", "halo"]
            : ["type", "id", "description", "size", "unit", "scale", "concatenable", "pad"]);
        AxisSize? size = Axis05SizeReader.Read(axis["size"], isOutput, isIndex: false);
        RdfField haloField = axis["halo"];
        int halo = isOutput ? haloField.ReadWhole(1, "a whole number above 0") ?? 0 : 0;
        if (halo > 0 && size is not (null or AxisSize.Referenced))
        {
            axis["size"].Fail(
                $"{axis["size"].Found} beside a halo", "a reference to an axis of another tensor");
        }

        RdfField scaleField = axis["scale"];
        double scale = scaleField.ReadNumber("a number above 0") ?? 1;
        if (scale <= 0)
        {
            scaleField.Fail("a number above 0");
        }

        RdfField unitField = axis["unit"];
        string? unit = unitField.ReadText("a unit");
        if (unit is not null && !AxisUnits.IsKnown(unit, type))
        {
            unitField.Fail(type == AxisType.Time
                ? "a unit of time, such as second"
                : "a unit of length, such as micrometer");
        }

        AxisDescription? measured = Complete(axis, type, defaultId, size);
        return measured is null ? null : measured with { Halo = halo, Scale = scale, Unit = unit };
    }
}
