using System.Runtime.InteropServices;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>Decodes a strip or tile: compression, predictor, byte order, bits, palette.</summary>
internal sealed class TiffRowDecoder : RowDecoder
{
    private readonly TiffPage _page;
    private readonly ByteDecoder _bytes;
    private readonly byte[] _row;
    private readonly bool _isAsStored;

    /// <summary>Begins with the first row of a segment.</summary>
    public TiffRowDecoder(ImageBytes file, TiffPage page, int segment)
    {
        string place = TiffSegmentTable.Place(page, segment);
        FileSection section = page.Segments[segment];
        _page = page;
        _bytes = page.Compression switch
        {
            TiffCompression.Lzw => new LzwBytes(file, section, place),
            TiffCompression.Deflate or TiffCompression.OldDeflate => new ZLibBytes(file, [section], place),
            TiffCompression.PackBits => new PackBitsBytes(file, section, place),
            _ => new StoredBytes(file, section, place),
        };
        _isAsStored = page.Bits == 8 * page.ElementType.SizeOf() && page.Palette.IsEmpty
            && page.Predictor != TiffPredictor.FloatingPoint;
        _row = _isAsStored ? [] : new byte[page.StoredRowBytes];
    }

    /// <inheritdoc/>
    public override void Decode(Span<byte> rows)
    {
        int rowBytes = (int)_page.RowBytes;
        for (int at = 0; at < rows.Length; at += rowBytes)
        {
            DecodeRow(rows.Slice(at, rowBytes));
        }
    }

    /// <inheritdoc/>
    public override void Finish() => _bytes.Finish();

    /// <inheritdoc/>
    public override void Dispose() => _bytes.Dispose();

    private void DecodeRow(Span<byte> row)
    {
        Span<byte> stored = _isAsStored ? row : _row;
        _bytes.Read(stored);
        int sampleBytes = _page.Bits / 8;
        if (_page.Predictor == TiffPredictor.FloatingPoint)
        {
            TiffPredictor.UndoFloatingPoint(stored, _page.StoredSamples, sampleBytes, row);
            return;
        }

        if (_page.IsBigEndian && _page.Bits % 8 == 0)
        {
            ByteOrder.Reverse(stored, sampleBytes);
        }

        if (_page.Predictor == TiffPredictor.Horizontal)
        {
            TiffPredictor.UndoHorizontal(stored, _page.StoredSamples, sampleBytes);
        }

        if (!_page.Palette.IsEmpty)
        {
            Look(stored, row);
        }
        else if (!_isAsStored && _page.ElementType.SizeOf() == 2)
        {
            SampleBits.Unpack(stored, _page.Bits, MemoryMarshal.Cast<byte, ushort>(row));
        }
        else if (!_isAsStored)
        {
            SampleBits.Unpack(stored, _page.Bits, row);
        }
    }

    private void Look(ReadOnlySpan<byte> stored, Span<byte> row)
    {
        byte[] indices = new byte[_page.SegmentWidth];
        SampleBits.Unpack(stored, _page.Bits, indices);
        ReadOnlySpan<byte> palette = _page.Palette.AsSpan();
        for (int i = 0; i < indices.Length; i++)
        {
            palette.Slice(3 * indices[i], 3).CopyTo(row[(3 * i)..]);
        }
    }
}
