using System.Collections.Immutable;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Tensors;

using Google.Protobuf;
using Google.Protobuf.Collections;

namespace BioZooCte.Bridge.Mapping;

/// <summary>Images of the wire and of the library.</summary>
internal static class ImageMapper
{
    private const string KnownAxes = "tczyx";
    private const int ChunkBytes = 1 << 20;

    private static readonly ImmutableArray<(DataType Wire, ElementType Element)> Types =
    [
        (DataType.Uint8, ElementType.UInt8),
        (DataType.Int8, ElementType.Int8),
        (DataType.Uint16, ElementType.UInt16),
        (DataType.Int16, ElementType.Int16),
        (DataType.Uint32, ElementType.UInt32),
        (DataType.Int32, ElementType.Int32),
        (DataType.Float32, ElementType.Float32),
        (DataType.Float64, ElementType.Float64),
        (DataType.Bool, ElementType.Bool),
        (DataType.Uint64, ElementType.UInt64),
        (DataType.Int64, ElementType.Int64),
        (DataType.Float16, ElementType.Float16),
    ];

    /// <summary>What an image is.</summary>
    /// <param name="field">The header's field, for messages.</param>
    /// <param name="header">The header.</param>
    /// <exception cref="RpcException">It is none of an image.</exception>
    public static SpooledImageDescription ToDescription(string field, ImageHeader? header)
    {
        Invalid.If(header is null, field, "is not there; expected an image header");
        Invalid.If(header.Name.Length == 0, $"{field}.name", "is empty; expected the image's name");
        TensorShape shape = ToShape($"{field}.axes", header.Axes);
        int channels = shape.SizeOf(AxisIds.Channel);
        Invalid.If(
            header.ChannelNames.Count != 0 && header.ChannelNames.Count != channels,
            $"{field}.channel_names",
            $"has {header.ChannelNames.Count}; expected {channels}, one for each channel, or none");
        Invalid.If(header.IsRgb && channels < 3, $"{field}.is_rgb", $"is true; expected false of {channels} channels");
        Invalid.If(
            header.Sha256.Length is not (0 or 32), $"{field}.sha256", $"has {header.Sha256.Length} bytes; expected 32 or none");
        return new SpooledImageDescription
        {
            Name = header.Name,
            Shape = shape,
            ElementType = ToElementType($"{field}.data_type", header.DataType),
            ChannelNames = [.. header.ChannelNames],
            IsRgb = header.IsRgb,
            TileSize = ToTileSize($"{field}.tile_size", header.TileSize, shape),
            Sha256 = [.. header.Sha256.Span],
        };
    }

    /// <summary>The header of an image that goes on as chunks.</summary>
    public static ImageHeader ToHeader(SpooledImageDescription description) => new()
    {
        Name = description.Name,
        DataType = ToDataType(description.ElementType),
        Axes = { description.Shape.Select(ToMessage) },
        ChannelNames = { description.ChannelNames },
        IsRgb = description.IsRgb,
    };

    /// <summary>The header of a tensor that goes out as chunks.</summary>
    public static ImageHeader ToHeader(string name, AxisTensor tensor, params IEnumerable<string> channelNames) => new()
    {
        Name = name,
        DataType = ToDataType(tensor.ElementType),
        Axes = { tensor.Shape.Select(ToMessage) },
        ChannelNames = { channelNames },
    };

    /// <summary>The chunks of an outgoing tensor, in order; each is made when it is asked for.</summary>
    public static IEnumerable<ImageChunk> ToChunks(AxisTensor tensor)
    {
        int bytes = tensor.Bytes.Length;
        for (int offset = 0; offset < bytes; offset += ChunkBytes)
        {
            yield return new ImageChunk
            {
                Offset = (ulong)offset,
                Data = ByteString.CopyFrom(tensor.Bytes.Slice(offset, Math.Min(ChunkBytes, bytes - offset))),
            };
        }
    }

    private static Axis ToMessage(TensorAxis axis) =>
        new() { Name = AxisIds.ToLetter(axis.Id).ToString(), Size = (ulong)axis.Size };

    private static DataType ToDataType(ElementType element) => Types.First(type => type.Element == element).Wire;

    private static ElementType ToElementType(string field, DataType type)
    {
        foreach ((DataType wire, ElementType element) in Types)
        {
            if (wire == type)
            {
                return element;
            }
        }

        throw Invalid.At(field, $"is {(int)type}; expected one of {string.Join(", ", Types.Select(t => t.Wire))}");
    }

    private static TensorShape ToShape(string field, IReadOnlyList<Axis> axes)
    {
        List<TensorAxis> known = [];
        Int128 elements = 1;
        foreach (Axis axis in axes)
        {
            Invalid.If(
                axis.Name.Length != 1 || !KnownAxes.Contains(axis.Name[0], StringComparison.Ordinal),
                field,
                $"has '{axis.Name}'; expected t, c, z, y and x");
            string id = AxisIds.FromLetter(axis.Name[0]);
            Invalid.If(known.Exists(a => a.Id == id), field, $"has '{axis.Name}' twice; expected each once");
            Invalid.If(
                axis.Size is 0 or > int.MaxValue, field, $"has {axis.Size} along {axis.Name}; expected 1 to {int.MaxValue}");
            known.Add(new TensorAxis(id, (int)axis.Size));
            elements *= axis.Size;
            Invalid.If(elements > long.MaxValue / 8, field, "multiply to more elements than can be counted");
        }

        TensorShape shape = new(known);
        Invalid.If(
            !shape.Has(AxisIds.Y) || !shape.Has(AxisIds.X), field, $"are '{shape.Letters}'; expected y and x among them");
        return shape;
    }

    private static ImmutableArray<int> ToTileSize(string field, RepeatedField<ulong> sizes, TensorShape shape)
    {
        Invalid.If(
            sizes.Count != 0 && sizes.Count != shape.Count,
            field,
            $"has {sizes.Count} lengths; expected {shape.Count}, one for each axis, or none");
        Invalid.If(sizes.Any(size => size is 0 or > int.MaxValue), field, $"has a length out of 1 to {int.MaxValue}");
        return [.. sizes.Select(size => (int)size)];
    }
}
