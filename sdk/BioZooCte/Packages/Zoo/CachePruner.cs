namespace BioZooCte.Packages.Zoo;

/// <summary>Removes from the cache what was not used for long; what any program is at stays.</summary>
/// <param name="places">The cache.</param>
/// <param name="usedBefore">What was used last before this time goes; null for only what programs that ended left behind.</param>
/// <param name="isDryRun">Whether it is only counted.</param>
internal sealed class CachePruner(CachePlaces places, DateTimeOffset? usedBefore, bool isDryRun)
{
    private int _packages;
    private int _files;
    private long _bytes;
    private int _spared;

    /// <summary>Removes it.</summary>
    /// <param name="ct">Looked at once a file or package.</param>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public ZooPruneReport Run(CancellationToken ct)
    {
        foreach (DirectoryInfo folder in FoldersIn(places.Packages).SelectMany(hash => FoldersIn(hash.FullName)))
        {
            ct.ThrowIfCancellationRequested();
            if (PackageAssembly.PackageOf(folder.FullName) is string package)
            {
                PruneBeginning(folder, package);
            }
            else
            {
                PrunePackage(folder);
            }
        }

        using IDisposable? alone = FileLock.TryTake(places.FetchLock);
        if (alone is not null && usedBefore is DateTimeOffset time)
        {
            foreach (string folder in (string[])[places.Content, places.Parts, places.Indexes])
            {
                PruneFiles(folder, time, ct);
            }
        }

        return new ZooPruneReport(_packages, _files, _bytes, _spared, IsFetching: alone is null);
    }

    /// <summary>What a program that ended in the middle left of a package.</summary>
    private void PruneBeginning(DirectoryInfo folder, string package)
    {
        using IDisposable? alone = FileLock.TryTake(places.WriteLock(package));
        if (alone is not null)
        {
            Remove(folder, ref _files, FilesBelow(folder).Length);
        }
    }

    private void PrunePackage(DirectoryInfo folder)
    {
        FileInfo record = new(Path.Combine(folder.FullName, PackageRecord.FileName));
        if (!record.Exists || usedBefore is not DateTimeOffset time || !LastUse.IsBefore(record, time))
        {
            return;
        }

        using IDisposable? writes = FileLock.TryTake(places.WriteLock(folder.FullName));
        using IDisposable? uses = FileLock.TryTake(places.UseLock(folder.FullName));
        if (writes is null || uses is null || PackageSwap.HasForeign(folder.FullName))
        {
            _spared++;
        }
        else
        {
            Remove(folder, ref _packages, 1);
        }
    }

    private void PruneFiles(string folder, DateTimeOffset time, CancellationToken ct)
    {
        foreach (FileInfo file in FilesBelow(new DirectoryInfo(folder)).Where(file => LastUse.IsBefore(file, time)))
        {
            ct.ThrowIfCancellationRequested();
            _bytes += file.Length;
            _files++;
            if (!isDryRun)
            {
                file.Delete();
            }
        }
    }

    /// <summary>Removes a folder: what another program opens meanwhile is whole or not there.</summary>
    private void Remove(DirectoryInfo folder, ref int count, int found)
    {
        _bytes += FilesBelow(folder).Sum(file => file.Length);
        count += found;
        if (isDryRun)
        {
            return;
        }

        DirectoryInfo parent = folder.Parent!;
        if (PackageAssembly.PackageOf(folder.FullName) is null)
        {
            folder.MoveTo(PackageAssembly.NewBeginning(folder.FullName));
        }

        folder.Delete(recursive: true);
        if (!parent.EnumerateFileSystemInfos().Any())
        {
            parent.Delete();
        }
    }

    private static DirectoryInfo[] FoldersIn(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).GetDirectories() : [];

    private static FileInfo[] FilesBelow(DirectoryInfo folder) =>
        folder.Exists ? folder.GetFiles("*", SearchOption.AllDirectories) : [];
}
