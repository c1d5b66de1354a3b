namespace BioZooCte.Images;

/// <summary>
/// Decodes segments band by band. A great segment's decoder is kept with its position: reading on from there
/// decodes nothing twice, reading further up starts again.
/// </summary>
internal sealed class RowBandReader : IDisposable
{
    private const long LeastBudget = 64L << 20;
    private const long GreatestBudget = 256L << 20;
    private const int LockCount = 16;

    private readonly Func<long, RowDecoder> _open;
    private readonly RowBandCache _cache;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, LockCount).Select(_ => new Lock())];
    private readonly Lock _running = new();
    private RowDecoder? _decoder;
    private long _segment;
    private int _nextBand;

    /// <summary>A reader of the segments of one image.</summary>
    /// <param name="open">Starts a segment's decoder.</param>
    /// <param name="imageRowBytes">
    /// Bytes of a row of the image: a thousand of them are kept, within limits.
    /// </param>
    public RowBandReader(Func<long, RowDecoder> open, long imageRowBytes)
    {
        _open = open;
        _cache = new RowBandCache(Math.Clamp(imageRowBytes * 1024, LeastBudget, GreatestBudget));
    }

    /// <summary>The decoded rows of the band that holds a row.</summary>
    /// <exception cref="InvalidImageException">The segment is damaged.</exception>
    public RowBand Read(RowSegment segment, int row, CancellationToken cancellationToken)
    {
        int band = row / segment.BandRows;
        return _cache.Find(segment.Id, band) ?? (segment.BandRows == segment.Rows
            ? DecodeWhole(segment)
            : DecodeUpTo(segment, band, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_running)
        {
            _decoder?.Dispose();
            _decoder = null;
        }
    }

    private RowBand DecodeWhole(RowSegment segment)
    {
        // Two threads that want the same segment: the second one waits and finds it done.
        lock (_locks[(uint)segment.Id.GetHashCode() % LockCount])
        {
            if (_cache.Find(segment.Id, 0) is RowBand done)
            {
                return done;
            }

            using RowDecoder decoder = _open(segment.Id);
            RowBand band = Decode(decoder, segment, 0);
            _cache.Add(segment.Id, 0, band);
            return band;
        }
    }

    private RowBand DecodeUpTo(RowSegment segment, int band, CancellationToken cancellationToken)
    {
        lock (_running)
        {
            if (_cache.Find(segment.Id, band) is RowBand done)
            {
                return done;
            }

            if (_decoder is null || _segment != segment.Id || _nextBand > band)
            {
                _decoder?.Dispose();
                _decoder = null;
                _decoder = _open(segment.Id);
                _segment = segment.Id;
                _nextBand = 0;
            }

            try
            {
                while (true)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    RowBand rows = Decode(_decoder, segment, _nextBand);
                    _cache.Add(segment.Id, _nextBand, rows);
                    if (_nextBand++ == band)
                    {
                        return rows;
                    }
                }
            }
            catch (InvalidImageException)
            {
                _decoder.Dispose();
                _decoder = null;
                throw;
            }
        }
    }

    private static RowBand Decode(RowDecoder decoder, RowSegment segment, int band)
    {
        int first = band * segment.BandRows;
        int rows = Math.Min(segment.BandRows, segment.Rows - first);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(rows * segment.RowBytes);
        decoder.Decode(bytes);
        if (first + rows == segment.Rows)
        {
            decoder.Finish();
        }

        return new RowBand(first, bytes);
    }
}
