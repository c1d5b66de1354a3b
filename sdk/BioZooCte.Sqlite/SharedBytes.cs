namespace BioZooCte.Sqlite;

/// <summary>
/// Keeps the bytes of many rows in few arrays: a ranking reads a hundred thousand rows, and an array for each costs the
/// memory's collection more than reading it.
/// </summary>
internal sealed class SharedBytes
{
    // Below what counts as large, which is collected seldom.
    private const int MostOfArray = 1 << 16;

    private byte[] _array = [];
    private int _used;

    /// <summary>A copy of some bytes.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _array.Length - _used)
        {
            _array = new byte[Math.Max(bytes.Length, Math.Min(MostOfArray, 2 * _array.Length))];
            _used = 0;
        }

        bytes.CopyTo(_array.AsSpan(_used));
        _used += bytes.Length;
        return _array.AsMemory(_used - bytes.Length, bytes.Length);
    }
}
