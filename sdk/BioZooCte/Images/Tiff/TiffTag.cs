namespace BioZooCte.Images.Tiff;

/// <summary>The tags of TIFF directories that are read or written here.</summary>
internal enum TiffTag : ushort
{
    /// <summary>Bit 0: a reduced copy of another page.</summary>
    NewSubfileType = 254,

    /// <summary>Columns.</summary>
    ImageWidth = 256,

    /// <summary>Rows.</summary>
    ImageLength = 257,

    /// <summary>One number for each sample of a pixel.</summary>
    BitsPerSample = 258,

    /// <summary>See <see cref="TiffCompression"/>.</summary>
    Compression = 259,

    /// <summary>See <see cref="TiffPhotometric"/>.</summary>
    PhotometricInterpretation = 262,

    /// <summary>The order of bits in a byte.</summary>
    FillOrder = 266,

    /// <summary>Free text: where ImageJ, OME and tifffile keep what TIFF has no tag for.</summary>
    ImageDescription = 270,

    /// <summary>Where strips begin.</summary>
    StripOffsets = 273,

    /// <summary>Samples of a pixel.</summary>
    SamplesPerPixel = 277,

    /// <summary>Rows of a strip.</summary>
    RowsPerStrip = 278,

    /// <summary>Bytes of each strip as stored.</summary>
    StripByteCounts = 279,

    /// <summary>1 interleaved, 2 in planes.</summary>
    PlanarConfiguration = 284,

    /// <summary>1 none, 2 differences of neighbours, 3 those of float bytes.</summary>
    Predictor = 317,

    /// <summary>A palette: all reds, all greens, all blues, 16 bits each.</summary>
    ColorMap = 320,

    /// <summary>Columns of a tile.</summary>
    TileWidth = 322,

    /// <summary>Rows of a tile.</summary>
    TileLength = 323,

    /// <summary>Where tiles begin.</summary>
    TileOffsets = 324,

    /// <summary>Bytes of each tile as stored.</summary>
    TileByteCounts = 325,

    /// <summary>1 unsigned, 2 signed, 3 float.</summary>
    SampleFormat = 339,

    /// <summary>ImageJ: the lengths of the parts of its metadata.</summary>
    ImageJByteCounts = 50838,

    /// <summary>ImageJ: its metadata, such as the labels of slices.</summary>
    ImageJMetadata = 50839,
}
