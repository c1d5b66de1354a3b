using System.Collections.Concurrent;
using System.Collections.Immutable;

using BioZooCte.Files;
using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Puts a package together in a folder beside its own, and renames it when it is complete: it is there in full or not
/// at all.
/// </summary>
/// <param name="source">Where its files come from.</param>
/// <param name="slots">How many files are fetched at a time.</param>
/// <param name="progress">Is told of each file.</param>
internal sealed class PackageAssembly(IPackageSource source, SemaphoreSlim slots, DownloadProgress progress)
{
    private const string Mark = ".part-";

    // Where locks do not hold, as on some shares, what was begun lately may be somebody's.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Puts it together.</summary>
    /// <param name="folder">The package's folder; a package that is there is replaced.</param>
    /// <param name="files">Its files beside the RDF.</param>
    /// <param name="record">What it is, without its files.</param>
    /// <param name="keepsChanges">Whether a package is not replaced of which files were changed, also by now.</param>
    /// <param name="ct">Ends it; nothing of it stays.</param>
    /// <exception cref="InvalidModelPackageException">A file cannot be fetched, or is not that declared.</exception>
    /// <exception cref="IOException">It cannot be written, or a file of the user's is in its way.</exception>
    public async Task<PackageRecord> WriteAsync(
        string folder,
        IReadOnlyList<FileDescription> files,
        PackageRecord record,
        bool keepsChanges,
        CancellationToken ct)
    {
        string parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        RemoveAbandoned(folder);
        string beginning = NewBeginning(folder);
        using IDisposable? held = await FileLock.WaitAsync(LockOf(beginning), null, ct).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(beginning);
            PackageNames names = new(files, source.RdfName);
            PackageSwap.RequireRoom(folder, [source.RdfName, .. files.Select(file => names[file])]);
            ConcurrentDictionary<string, (long Size, FileState State)> found = [];
            using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAll(files.Select(async file =>
            {
                try
                {
                    found[names[file]] =
                        await FetchAsync(file, beginning, names[file], failed.Token).ConfigureAwait(false);
                }
                catch
                {
                    await failed.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            })).ConfigureAwait(false);
            ReadOnlyMemory<byte> rdf = LocalRdf.Of(source.Rdf, source.RdfName, names.OfUrls);
            string rdfPath = Path.Combine(beginning, source.RdfName);
            await File.WriteAllBytesAsync(rdfPath, rdf, ct).ConfigureAwait(false);
            DurableFile.Flush(rdfPath);
            found[source.RdfName] = (rdf.Length, FileState.Of(rdfPath, ContentHash.Of(rdf.Span)));
            record = record with
            {
                Files = found.ToImmutableSortedDictionary(f => f.Key, f => f.Value.Size, StringComparer.Ordinal),
                States = found.ToImmutableSortedDictionary(f => f.Key, f => f.Value.State, StringComparer.Ordinal),
            };
            record.Write(beginning);
            ct.ThrowIfCancellationRequested();
            if (!record.IsWhole(beginning))
            {
                throw new IOException(
                    $"{beginning}: another program removed files of it while they arrived; expected one program at a time.");
            }

            if (keepsChanges && PackageRecord.Read(folder) is PackageRecord existing)
            {
                ExistingPackage.RequireUnchanged(
                    folder, await existing.FindChangedAsync(folder, ct).ConfigureAwait(false));
            }

            PackageSwap.Replace(folder, beginning);
            return record;
        }
        finally
        {
            Remove(beginning);
            held?.Dispose();
            RemoveLock(beginning);
        }
    }

    /// <summary>Held by whoever puts a package together in a folder, whichever cache that program has.</summary>
    /// <param name="beginning">The folder of a package that is not complete.</param>
    public static string LockOf(string beginning) => beginning + ".lock";

    /// <summary>The folder of a package that is not complete: nobody takes it for one.</summary>
    /// <param name="folder">The package's folder.</param>
    public static string NewBeginning(string folder) => $"{BeginningOf(folder)}{Path.GetRandomFileName()}";

    /// <summary>The folder of the package of which a folder is the beginning; null where it is that of none.</summary>
    public static string? PackageOf(string beginning) => PackageOf(beginning, Mark);

    /// <summary>The folder of the package beside which a folder lies; null where its name says none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mark">What stands behind the package's name in its own.</param>
    internal static string? PackageOf(string folder, string mark)
    {
        string name = Path.GetFileName(folder);
        int end = name.LastIndexOf(mark, StringComparison.Ordinal);
        return name.StartsWith('.') && end > 0 ? Path.Combine(Path.GetDirectoryName(folder)!, name[1..end]) : null;
    }

    private async Task<(long Size, FileState State)> FetchAsync(
        FileDescription file, string folder, string name, CancellationToken ct)
    {
        await slots.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            string path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string sha256 = await source.FetchAsync(file, path, progress.Begin(), ct).ConfigureAwait(false);
            DurableFile.Flush(path);
            progress.Finish();
            return (new FileInfo(path).Length, FileState.Of(path, sha256));
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>
    /// What programs that ended in the middle left behind: of this package, whose lock the caller has, what nobody holds or
    /// has no lock; of others what nobody holds and nobody wrote to for long.
    /// </summary>
    private static void RemoveAbandoned(string folder)
    {
        string parent = Path.GetDirectoryName(folder)!;
        foreach (string path in Directory.GetFiles(parent, $".*{LockOf($"{Mark}*")}"))
        {
            string beginning = path[..^LockOf("").Length];
            bool isOwn = PackageOf(beginning) == folder;
            if ((isOwn || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Abandoned) && TryRemove(beginning))
            {
                RemoveLock(beginning);
            }
        }

        foreach (string beginning in Directory.GetDirectories(parent, $"{Path.GetFileName(BeginningOf(folder))}*"))
        {
            if (!File.Exists(LockOf(beginning)))
            {
                Remove(beginning);
            }
        }
    }

    private static bool TryRemove(string beginning)
    {
        try
        {
            using IDisposable? unheld = FileLock.TryTake(LockOf(beginning));
            if (unheld is not null)
            {
                Remove(beginning);
            }

            return unheld is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It is another user's.
        }
    }

    /// <summary>What the names of the folders begin with in which a package is put together.</summary>
    /// <param name="folder">The package's folder.</param>
    public static string BeginningOf(string folder) =>
        Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}{Mark}");

    private static void RemoveLock(string beginning)
    {
        try
        {
            File.Delete(LockOf(beginning));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program looks whether it is held, and removes it.
        }
    }

    /// <summary>Removes the folder of a package that is not complete, or what is left of one that was replaced.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It begins with a dot, so that no one takes it for a package; the next download tries again.
        }
    }
}
