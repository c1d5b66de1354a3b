using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// Reads a page from its directory, refuses what cannot be read and sizes that the file cannot hold.
/// </summary>
internal static class TiffPageReader
{
    private const int MostSamples = 1 << 16;

    /// <param name="directory">The page's directory.</param>
    /// <param name="isPaletteKept">
    /// Whether a palette is ignored, because it only says how the values are shown.
    /// </param>
    /// <exception cref="InvalidImageException">
    /// A tag's value is not supported, or contradicts the others.
    /// </exception>
    public static TiffPage Read(TiffDirectory directory, bool isPaletteKept)
    {
        if (Within(directory, TiffTag.FillOrder, 1, 2, absent: 1) == 2)
        {
            throw directory.Error(TiffTag.FillOrder, "2 (bits in reverse) is not supported", "1");
        }

        int compression = Compression(directory);
        int samples = (int)Within(directory, TiffTag.SamplesPerPixel, 1, MostSamples, absent: 1);
        int bits = Bits(directory, samples);
        long photometric = Photometric(directory, samples);
        bool isPalette = photometric == TiffPhotometric.Palette && !isPaletteKept;
        bool isTiled = directory.Has(TiffTag.TileWidth);
        int height = (int)Within(directory, TiffTag.ImageLength, 1, int.MaxValue);
        int width = (int)Within(directory, TiffTag.ImageWidth, 1, int.MaxValue);
        TiffPage page = new()
        {
            Number = directory.Page,
            Width = width,
            Height = height,
            Samples = samples,
            Bits = bits,
            ElementType = isPalette ? ElementType.UInt8 : TypeOf(directory, bits),
            IsPlanar = samples > 1 && Within(directory, TiffTag.PlanarConfiguration, 1, 2, absent: 1) == 2,
            IsRgb = isPalette || photometric == TiffPhotometric.Rgb,
            Palette = isPalette ? Palette(directory, bits, samples) : [],
            Compression = compression,
            Predictor = Predictor(directory, compression, bits),
            IsBigEndian = directory.File.IsBigEndian,
            SegmentWidth = isTiled ? (int)Within(directory, TiffTag.TileWidth, 1, int.MaxValue) : width,
            SegmentHeight = isTiled
                ? (int)Within(directory, TiffTag.TileLength, 1, int.MaxValue)
                : (int)Math.Min(height, Within(directory, TiffTag.RowsPerStrip, 1, long.MaxValue, absent: height)),
            IsTiled = isTiled,
            Segments = [],
        };
        return page with { Segments = TiffSegmentTable.Read(directory, page) };
    }

    private static int Compression(TiffDirectory directory)
    {
        long compression = directory.Integer(TiffTag.Compression, absent: TiffCompression.None);
        return TiffCompression.GreatestRatio(compression) is not null
            ? (int)compression
            : throw directory.Error(
                TiffTag.Compression,
                $"{TiffCompression.Name(compression)} compression ({compression}) is not supported",
                TiffCompression.Supported);
    }

    private static int Bits(TiffDirectory directory, int samples)
    {
        long[] all = directory.Integers(TiffTag.BitsPerSample);
        long bits = all.Length == 0 ? 1 : all[0];
        foreach (long other in all)
        {
            if (other != bits)
            {
                throw directory.Error(
                    TiffTag.BitsPerSample,
                    $"samples of {string.Join(", ", all.Take(samples))} bits",
                    "as many for each");
            }
        }

        return bits is >= 1 and <= 16 or 32 or 64
            ? (int)bits
            : throw directory.Error(TiffTag.BitsPerSample, $"{bits}", "1 to 16, 32 or 64");
    }

    private static ElementType TypeOf(TiffDirectory directory, int bits)
    {
        long format = directory.Integer(TiffTag.SampleFormat, absent: 1);
        ElementType? type = (format, bits) switch
        {
            (1 or 4, 1) => ElementType.Bool,
            (1 or 4, <= 8) => ElementType.UInt8,
            (1 or 4, <= 16) => ElementType.UInt16,
            (1 or 4, 32) => ElementType.UInt32,
            (1 or 4, 64) => ElementType.UInt64,
            (2, 8) => ElementType.Int8,
            (2, 16) => ElementType.Int16,
            (2, 32) => ElementType.Int32,
            (2, 64) => ElementType.Int64,
            (3, 16) => ElementType.Float16,
            (3, 32) => ElementType.Float32,
            (3, 64) => ElementType.Float64,
            _ => null,
        };
        return type ?? throw directory.Error(
            TiffTag.SampleFormat,
            $"format {format} of {bits} bits is not supported",
            "unsigned (1), signed of 8, 16, 32 or 64 bits (2) or float of 16, 32 or 64 bits (3)");
    }

    private static long Photometric(TiffDirectory directory, int samples)
    {
        long photometric = directory.Integer(TiffTag.PhotometricInterpretation, absent: TiffPhotometric.BlackIsZero);
        if (photometric is < TiffPhotometric.WhiteIsZero or > TiffPhotometric.Mask)
        {
            throw directory.Error(
                TiffTag.PhotometricInterpretation,
                $"{TiffPhotometric.Name(photometric)} ({photometric}) is not supported",
                "gray (0, 1, 4), RGB (2) or a palette (3)");
        }

        return photometric != TiffPhotometric.Rgb || samples >= 3
            ? photometric
            : throw directory.Error(TiffTag.SamplesPerPixel, $"{samples} for RGB", "at least 3");
    }

    private static int Predictor(TiffDirectory directory, int compression, int bits)
    {
        long predictor = directory.Integer(TiffTag.Predictor, absent: TiffPredictor.None);
        bool isSupported = predictor switch
        {
            TiffPredictor.None => true,
            TiffPredictor.Horizontal => bits is 8 or 16 or 32 or 64,
            TiffPredictor.FloatingPoint =>
                bits is 16 or 32 or 64 && directory.Integer(TiffTag.SampleFormat, absent: 1) == 3,
            _ => false,
        };
        if (!isSupported)
        {
            throw directory.Error(
                TiffTag.Predictor,
                $"{predictor} with {bits} bits is not supported",
                "1, 2 for samples of 8, 16, 32 or 64 bits, 3 for floats");
        }

        return predictor == TiffPredictor.None
            || compression is TiffCompression.Lzw or TiffCompression.Deflate or TiffCompression.OldDeflate
            ? (int)predictor
            : throw directory.Error(
                TiffTag.Predictor,
                $"{predictor} with {TiffCompression.Name(compression)} compression",
                "one with LZW or Deflate");
    }

    /// <summary>The colours in 8 bits, red, green and blue of one after those of the other.</summary>
    private static ImmutableArray<byte> Palette(TiffDirectory directory, int bits, int samples)
    {
        long[] colors = directory.Integers(TiffTag.ColorMap);
        int count = 1 << bits;
        if (samples != 1 || bits > 8 || colors.Length != 3 * count)
        {
            throw directory.Error(
                TiffTag.ColorMap,
                $"{colors.Length} values for {samples} sample(s) of {bits} bits",
                "3 values for each of 2, 4 … 256 colours of one sample");
        }

        // Some writers put 8 bit values where 16 bit ones belong.
        int shift = Array.TrueForAll(colors, color => color < 256) ? 0 : 8;
        byte[] palette = new byte[colors.Length];
        for (int i = 0; i < palette.Length; i++)
        {
            palette[i] = (byte)(colors[(i % 3 * count) + (i / 3)] >> shift);
        }

        return [.. palette];
    }

    private static long Within(TiffDirectory directory, TiffTag tag, long low, long high, long? absent = null)
    {
        long value = directory.Integer(tag, absent);
        return value >= low && value <= high
            ? value
            : throw directory.Error(tag, $"{value}", $"{low} to {high}");
    }
}
