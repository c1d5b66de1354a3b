namespace BioZooCte.Bridge.Spool;

/// <summary>
/// Where the images of all calls lie while they are ranked: in memory up to a budget, else in files that have no name,
/// so that they vanish with their call, or with the process however it ends.
/// </summary>
/// <param name="memoryBudget">Bytes of all images that may stand in memory.</param>
/// <param name="folder">The folder for the files.</param>
internal sealed class ImageSpool(long memoryBudget, string folder)
{
    private readonly Lock _lock = new();
    private long _memory;

    /// <summary>Bytes of all images that may stand in memory.</summary>
    public long MemoryBudget { get; } = memoryBudget;

    /// <summary>The folder for the files.</summary>
    public string Folder { get; } = folder;

    /// <summary>Bytes of images that stand in memory now.</summary>
    public long MemoryBytes
    {
        get
        {
            lock (_lock)
            {
                return _memory;
            }
        }
    }

    /// <summary>A place for an image.</summary>
    /// <param name="bytes">All its bytes.</param>
    /// <exception cref="IOException">The file cannot be made, or the disk is full.</exception>
    public ISpoolStorage Open(long bytes)
    {
        if (!TryTake(bytes))
        {
            return new FileStorage(Folder, bytes);
        }

        try
        {
            return new MemoryStorage(GC.AllocateUninitializedArray<byte>((int)bytes), () => GiveBack(bytes));
        }
        catch
        {
            GiveBack(bytes);
            throw;
        }
    }

    private bool TryTake(long bytes)
    {
        lock (_lock)
        {
            bool fits = bytes <= MemoryBudget - _memory && bytes <= Array.MaxLength;
            _memory += fits ? bytes : 0;
            return fits;
        }
    }

    private void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _memory -= bytes;
        }
    }
}
