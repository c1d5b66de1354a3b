namespace BioZooCte.Packages.Zoo;

/// <summary>Adds up how far the files of a package are.</summary>
/// <param name="id">The model.</param>
/// <param name="progress">Is told; null for no one.</param>
internal sealed class DownloadProgress(string id, IProgress<ZooProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly List<(long Bytes, long? Total)> _files = [];
    private int _count = 1;
    private int _done;

    /// <summary>How many files there will be.</summary>
    public void Expect(int count)
    {
        lock (_lock)
        {
            _count = count;
            Report();
        }
    }

    /// <summary>One more file, which says how far it is.</summary>
    public IProgress<(long Bytes, long? Total)> Begin()
    {
        lock (_lock)
        {
            _files.Add((0, null));
            return new OneFile(this, _files.Count - 1);
        }
    }

    /// <summary>One more file is there.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            _done++;
            Report();
        }
    }

    private void Report()
    {
        if (progress is null)
        {
            return;
        }

        long? total = 0;
        foreach ((_, long? length) in _files)
        {
            total += length;
        }

        progress.Report(new ZooProgress(id, _done, _count, _files.Sum(file => file.Bytes), total));
    }

    private sealed class OneFile(DownloadProgress all, int index) : IProgress<(long Bytes, long? Total)>
    {
        public void Report((long Bytes, long? Total) value)
        {
            lock (all._lock)
            {
                all._files[index] = value;
                all.Report();
            }
        }
    }
}
