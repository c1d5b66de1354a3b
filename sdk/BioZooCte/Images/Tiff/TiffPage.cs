using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>What a directory says of a page, checked: its pixels and where they stand.</summary>
internal sealed record TiffPage
{
    /// <summary>Its number in the file, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Samples of a pixel, as stored.</summary>
    public required int Samples { get; init; }

    /// <summary>Bits of a sample.</summary>
    public required int Bits { get; init; }

    /// <summary>The type of the image's elements.</summary>
    public required ElementType ElementType { get; init; }

    /// <summary>Whether samples stand in planes of their own, not interleaved.</summary>
    public required bool IsPlanar { get; init; }

    /// <summary>Whether the first three samples are red, green and blue.</summary>
    public required bool IsRgb { get; init; }

    /// <summary>
    /// The table of colours (red, green, blue of each), where pixels are positions in it; else empty.
    /// </summary>
    public required ImmutableArray<byte> Palette { get; init; }

    /// <summary>See <see cref="TiffCompression"/>.</summary>
    public required int Compression { get; init; }

    /// <summary>See <see cref="TiffPredictor"/>.</summary>
    public required int Predictor { get; init; }

    /// <summary>Whether samples stand with their highest byte first.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>Columns of a tile; the width for strips.</summary>
    public required int SegmentWidth { get; init; }

    /// <summary>Rows of a tile or strip.</summary>
    public required int SegmentHeight { get; init; }

    /// <summary>Whether the segments are tiles, which are complete at the borders too.</summary>
    public required bool IsTiled { get; init; }

    /// <summary>The strips or tiles, row by row, plane by plane.</summary>
    public required ImmutableArray<FileSection> Segments { get; init; }

    /// <summary>Samples that stand together in a segment.</summary>
    public int StoredSamples => IsPlanar ? 1 : Samples;

    /// <summary>Elements of a decoded pixel of a segment.</summary>
    public int PixelElements => Palette.IsEmpty ? StoredSamples : 3;

    /// <summary>Segments beside one another.</summary>
    public int SegmentsAcross => ((Width - 1) / SegmentWidth) + 1;

    /// <summary>Segments above one another.</summary>
    public int SegmentsDown => ((Height - 1) / SegmentHeight) + 1;

    /// <summary>Bytes of a decoded row of a segment.</summary>
    public long RowBytes => (long)SegmentWidth * PixelElements * ElementType.SizeOf();

    /// <summary>Bytes of a row of a segment as the compression gives it.</summary>
    public long StoredRowBytes => (((long)SegmentWidth * StoredSamples * Bits) + 7) / 8;

    /// <summary>Whether elements stand in the file as they are but for the order of their bytes.</summary>
    public bool IsPlain =>
        Compression == TiffCompression.None && Bits == 8 * ElementType.SizeOf() && Palette.IsEmpty;

    /// <summary>The rows of the segments in one of the rows of segments.</summary>
    public int RowsOf(int segmentRow) =>
        IsTiled ? SegmentHeight : Math.Min(SegmentHeight, Height - (segmentRow * SegmentHeight));

    /// <summary>Whether both can be planes of one image.</summary>
    public bool IsAlike(TiffPage other) =>
        Width == other.Width && Height == other.Height && Samples == other.Samples && IsPlanar == other.IsPlanar
        && ElementType == other.ElementType && Palette.IsEmpty == other.Palette.IsEmpty;

    /// <summary>The same page so many bytes further on in the file.</summary>
    public TiffPage After(long bytes) =>
        this with { Segments = [.. Segments.Select(s => s with { Offset = s.Offset + bytes })] };

    /// <summary>What makes it alike, for messages.</summary>
    public string Describe() =>
        $"{Width} × {Height} pixels of {Samples} × {ElementType.Name()}"
            + (IsPlanar ? " in planes" : "") + (Palette.IsEmpty ? "" : " with a palette");
}
