namespace BioZooCte.Packages.Zoo;

/// <summary>Removes from the cache what was not used for long; what any program is at stays.</summary>
/// <param name="places">The cache.</param>
/// <param name="usedBefore">What was used last before this time goes; null for only what programs that ended left behind.</param>
/// <param name="isDryRun">Whether it is only counted.</param>
internal sealed class CachePruner(CachePlaces places, DateTimeOffset? usedBefore, bool isDryRun)
{
    private static readonly EnumerationOptions All =
        new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 };

    // A download that broke off is continued by then, or not at all.
    private static readonly TimeSpan GivenUp = TimeSpan.FromDays(1);

    private int _packages;
    private int _files;
    private long _bytes;
    private int _spared;

    /// <summary>Removes it.</summary>
    /// <param name="ct">Looked at once a file or package.</param>
    /// <exception cref="IOException">The cache cannot be read or locked.</exception>
    public ZooPruneReport Run(CancellationToken ct)
    {
        foreach (DirectoryInfo folder in FoldersIn(places.Packages).SelectMany(hash => FoldersIn(hash.FullName)))
        {
            ct.ThrowIfCancellationRequested();
            if (PackageAssembly.PackageOf(folder.FullName) is string package)
            {
                Try(() => PruneBeginning(folder, package));
            }
            else if (usedBefore is DateTimeOffset time)
            {
                Try(() => PrunePackage(folder, time));
            }
        }

        bool hasPruned = TryPruneFiles(ct);
        return new ZooPruneReport(_packages, _files, _bytes, _spared, usedBefore is not null && !hasPruned);
    }

    /// <summary>What a program that ended in the middle left of a package.</summary>
    private void PruneBeginning(DirectoryInfo folder, string package)
    {
        using IDisposable? alone = FileLock.TryTake(places.WriteLock(package));
        if (alone is not null && Directory.Exists(folder.FullName))
        {
            Remove(folder, ref _files, FilesBelow(folder).Length);
        }
    }

    private void PrunePackage(DirectoryInfo folder, DateTimeOffset time)
    {
        FileInfo record = new(Path.Combine(folder.FullName, PackageRecord.FileName));
        if (!IsUnused())
        {
            return;
        }

        // One that is being replaced is its program's, by the name that it has meanwhile too.
        string package = PackageSwap.PackageOf(folder.FullName) ?? folder.FullName;
        using IDisposable? writes = FileLock.TryTake(places.WriteLock(package));
        using IDisposable? uses = FileLock.TryTake(places.UseLock(package));
        record.Refresh();
        if (!IsUnused())
        {
            return;
        }

        if (writes is null || uses is null || PackageSwap.HasForeign(folder.FullName))
        {
            _spared++;
        }
        else
        {
            Remove(folder, ref _packages, 1);
        }

        bool IsUnused() => record.Exists && LastUse.IsBefore(record, time);
    }

    /// <summary>
    /// Removes files, unless a program fetches some, to which it may come yet. Kept indexes go only with all else.
    /// </summary>
    private bool TryPruneFiles(CancellationToken ct)
    {
        using IDisposable? alone = FileLock.TryTake(places.FetchLock);
        if (alone is null)
        {
            return false;
        }

        string[] folders = usedBefore is null ? [places.Parts]
            : usedBefore == DateTimeOffset.MaxValue ? [places.Content, places.Parts, places.Indexes]
            : [places.Content, places.Parts];
        DateTimeOffset time = usedBefore ?? DateTimeOffset.UtcNow - GivenUp;
        foreach (FileInfo file in folders.SelectMany(folder => FilesBelow(new DirectoryInfo(folder)))
            .Where(file => (usedBefore is not null || IsOnItsWay(file)) && LastUse.IsBefore(file, time)))
        {
            ct.ThrowIfCancellationRequested();
            Try(() => Remove(file));
        }

        return true;
    }

    /// <summary>One that cannot be removed does not keep the others from it.</summary>
    private void Try(Action prune)
    {
        try
        {
            prune();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _spared++;
        }
    }

    private void Remove(FileInfo file)
    {
        long bytes = file.Length;
        if (!isDryRun)
        {
            file.Delete();
        }

        _bytes += bytes;
        _files++;
    }

    /// <summary>Removes a folder: what another program opens meanwhile is whole or not there.</summary>
    private void Remove(DirectoryInfo folder, ref int count, int found)
    {
        long bytes = FilesBelow(folder).Sum(file => file.Length);
        if (!isDryRun)
        {
            DirectoryInfo parent = folder.Parent!;
            if (PackageAssembly.PackageOf(folder.FullName) is null)
            {
                folder.MoveTo(PackageAssembly.NewBeginning(folder.FullName));
            }
            else
            {
                File.Delete(PackageAssembly.LockOf(folder.FullName));
            }

            folder.Delete(recursive: true);
            RemoveIfEmpty(parent);
        }

        _bytes += bytes;
        count += found;
    }

    private static void RemoveIfEmpty(DirectoryInfo folder)
    {
        try
        {
            folder.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another package lies in it, or came meanwhile.
        }
    }

    private DirectoryInfo[] FoldersIn(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetDirectories();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            _spared++;
            return [];
        }
    }

    /// <summary>Whether a file is the beginning of one that is fetched, or says of which state of it that is.</summary>
    private static bool IsOnItsWay(FileInfo file) => file.Name.Contains(ContentCache.Part, StringComparison.Ordinal);

    private static FileInfo[] FilesBelow(DirectoryInfo folder) => folder.Exists ? folder.GetFiles("*", All) : [];
}
