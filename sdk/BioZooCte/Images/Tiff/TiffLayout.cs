using System.Text;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// Where everything stands in a file that is written: the first directory and its values, all planes one after
/// another (so ImageJ wants them), the directories of the other planes. Little-endian, one strip a plane.
/// </summary>
internal sealed class TiffLayout
{
    private const int Alignment = 16;

    private readonly ElementType _type;
    private readonly int _width;
    private readonly int _height;
    private readonly int _channels;
    private readonly int _planes;
    private readonly string _description;
    private readonly ImageJMetadata _metadata;
    private readonly bool _isBig;
    private readonly long _dataOffset;
    private readonly long _tailOffset;

    /// <summary>The layout of a tensor of this shape, written as elements of this type.</summary>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="type">One of the types that <see cref="TiffElements.Written"/> gives.</param>
    /// <param name="channelNames">One for each channel; null for none.</param>
    /// <param name="isBig">Whether a BigTIFF is written in any case: else only over 4 GB.</param>
    public TiffLayout(TensorShape shape, ElementType type, IReadOnlyList<string>? channelNames, bool isBig = false)
    {
        ThrowIfUnfit(shape, channelNames);
        int frames = shape.SizeOf(AxisIds.Time);
        int slices = shape.SizeOf(AxisIds.Z);
        _type = type;
        _width = shape.SizeOf(AxisIds.X);
        _height = shape.SizeOf(AxisIds.Y);
        _channels = shape.SizeOf(AxisIds.Channel);
        _planes = checked(frames * slices * _channels);
        _description = Describe(frames, slices, _channels);
        _metadata = ImageJMetadata.OfLabels(channelNames, _planes);
        for (_isBig = isBig; ; _isBig = true)
        {
            _dataOffset = Align(new TiffDirectoryWriter(_isBig).HeaderLength + WriteDirectory(0, 0, 0).Length);
            _tailOffset = Align(_dataOffset + (PlaneBytes * _planes));
            long end = _tailOffset + ((long)_planes * (WriteDirectory(1, 0, 0).Length + Alignment));
            if (_isBig || end <= uint.MaxValue)
            {
                break;
            }
        }
    }

    /// <summary>The order of the axes in the file.</summary>
    public static IReadOnlyList<string> AxisOrder { get; } =
        [AxisIds.Time, AxisIds.Z, AxisIds.Channel, AxisIds.Y, AxisIds.X];

    private long PlaneBytes => (long)_width * _height * _type.SizeOf();

    /// <summary>The bytes before the planes, as many whatever the range.</summary>
    /// <param name="range">The values that are shown from black to white; matters for floats alone.</param>
    public byte[] Head(FloatRange range = default)
    {
        TiffDirectoryWriter writer = new(_isBig);
        byte[] head = new byte[_dataOffset];
        writer.Header().CopyTo(head, 0);
        WriteDirectory(0, writer.HeaderLength, _tailOffset, range).CopyTo(head, writer.HeaderLength);
        return head;
    }

    /// <summary>The bytes after the planes.</summary>
    public byte[] Tail()
    {
        int length = (int)Align(WriteDirectory(1, 0, 0).Length);
        int gap = (int)(_tailOffset - _dataOffset - (PlaneBytes * _planes));
        byte[] tail = new byte[gap + (length * (_planes - 1))];
        for (int plane = 1; plane < _planes; plane++)
        {
            long offset = _tailOffset + ((long)length * (plane - 1));
            WriteDirectory(plane, offset, offset + length).CopyTo(tail, gap + (length * (plane - 1)));
        }

        return tail;
    }

    private byte[] WriteDirectory(int plane, long offset, long next, FloatRange range = default)
    {
        TiffDirectoryWriter writer = new(_isBig);
        writer.Add(TiffTag.NewSubfileType, 0u);
        writer.Add(TiffTag.ImageWidth, (uint)_width);
        writer.Add(TiffTag.ImageLength, (uint)_height);
        writer.Add(TiffTag.BitsPerSample, (ushort)(8 * _type.SizeOf()));
        writer.Add(TiffTag.Compression, TiffCompression.None);
        writer.Add(TiffTag.PhotometricInterpretation, TiffPhotometric.BlackIsZero);
        if (plane == 0)
        {
            string shown = _type == ElementType.Float32 ? range.Describe() : "";
            writer.AddText(TiffTag.ImageDescription, Encoding.ASCII.GetBytes($"{_description}{shown}\0"));
        }

        writer.AddOffset(TiffTag.StripOffsets, _dataOffset + (plane * PlaneBytes));
        writer.Add(TiffTag.SamplesPerPixel, (ushort)1);
        writer.Add(TiffTag.RowsPerStrip, (uint)_height);
        writer.AddOffset(TiffTag.StripByteCounts, PlaneBytes);
        writer.Add(TiffTag.SampleFormat, (ushort)(_type.IsFloatingPoint() ? 3 : IsSigned ? 2 : 1));
        if (plane == 0 && _metadata.Lengths.Length > 0)
        {
            writer.Add(TiffTag.ImageJByteCounts, _metadata.Lengths);
            writer.AddBytes(TiffTag.ImageJMetadata, _metadata.Bytes);
        }

        return writer.Finish(offset, plane == _planes - 1 ? 0 : next);
    }

    private bool IsSigned => _type is ElementType.Int16 or ElementType.Int32;

    private static string Describe(int frames, int slices, int channels)
    {
        StringBuilder text = new("ImageJ=1.53t\n");
        int planes = frames * slices * channels;
        text.Append(planes > 1 ? $"images={planes}\n" : "");
        text.Append(channels > 1 ? $"channels={channels}\n" : "");
        text.Append(slices > 1 ? $"slices={slices}\n" : "");
        text.Append(frames > 1 ? $"frames={frames}\n" : "");
        bool isHyperstack = channels > 1 || frames > 1;
        return text.Append(isHyperstack ? "hyperstack=true\nmode=grayscale\n" : "").Append("loop=false\n").ToString();
    }

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    private static void ThrowIfUnfit(TensorShape shape, IReadOnlyList<string>? channelNames)
    {
        foreach (TensorAxis axis in shape)
        {
            if (axis.Size != 1 && !AxisOrder.Contains(axis.Id))
            {
                throw new ArgumentException(
                    $"A TIFF has no place for the axis '{axis.Id}' of {shape}.", nameof(shape));
            }
        }

        if (shape.ElementCount == 0)
        {
            throw new ArgumentException($"There is no element in {shape}.", nameof(shape));
        }

        if (channelNames is not null && channelNames.Count != shape.SizeOf(AxisIds.Channel))
        {
            throw new ArgumentException(
                $"{channelNames.Count} names for the channels of {shape}.", nameof(channelNames));
        }
    }
}
