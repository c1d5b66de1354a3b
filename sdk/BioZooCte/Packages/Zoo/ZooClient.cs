using System.Collections.Concurrent;
using System.Collections.Immutable;

using BioZooCte.Files;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;
using BioZooCte.Packages.Rdf;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// The BioImage Model Zoo: what there is, what of it fits, and how it gets here. Everything that is fetched is verified
/// and kept; the index is fetched once by each client. May be used by several threads.
/// </summary>
public sealed class ZooClient : IDisposable
{
    private readonly CachePlaces _places;
    private readonly ContentCache _cache;
    private readonly KeptIndexes _kept;
    private readonly ZooResolver _resolver;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, IDisposable> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<Uri, ZooIndex> _indexes = [];
    private ImmutableArray<ZooModel> _models;

    /// <summary>A client; nothing is fetched yet.</summary>
    /// <param name="options">Where the Zoo is; null for what the environment says.</param>
    /// <exception cref="FormatException">An environment variable's value is none.</exception>
    public ZooClient(ZooOptions? options = null)
    {
        Options = options ?? ZooOptions.FromEnvironment();
        Folder = Path.Combine(Path.GetFullPath(Options.CacheFolder), "biozoocte");
        _places = new CachePlaces(Folder);
        _cache = new ContentCache(_places, Options.ToAccess());
        _kept = new KeptIndexes(_places.Indexes, _cache);
        _resolver = new ZooResolver(this, Options);
        _slots = new SemaphoreSlim(Options.ParallelDownloads);
    }

    /// <summary>Where the Zoo is.</summary>
    public ZooOptions Options { get; }

    /// <summary>The folder in which everything that was fetched is kept.</summary>
    public string Folder { get; }

    /// <summary>
    /// The index; where it cannot be fetched, the one that was fetched last, with a <see cref="ZooIndex.Notice"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="InvalidModelPackageException">It cannot be fetched, or is none, and never was.</exception>
    public Task<ZooIndex> GetIndexAsync(CancellationToken cancellationToken = default) =>
        GetIndexAsync(Options.IndexUrl, cancellationToken);

    /// <summary>
    /// The models that fit. At the first call the RDFs of all models are fetched, those that are not here yet; after
    /// it the search is in memory.
    /// </summary>
    /// <param name="query">What is looked for; null for all.</param>
    /// <param name="progress">Is told of each model that is read the first time; null for no one.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <returns>
    /// The newest version of each, by identifier. One whose RDF cannot be read has its problem instead, and fits only
    /// where no more than words is asked for.
    /// </returns>
    /// <exception cref="InvalidModelPackageException">The index cannot be fetched, or is none.</exception>
    public async Task<IReadOnlyList<ZooModel>> SearchAsync(
        ZooQuery? query = null, IProgress<ZooProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ZooQuery wanted = query ?? new ZooQuery();
        ImmutableArray<ZooModel> all = await GetModelsAsync(progress, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(model => ZooSearch.Fits(model, wanted))];
    }

    /// <summary>The name of the folder that the package of a reference is downloaded into; none is downloaded yet.</summary>
    /// <param name="reference">A nickname, one with a version, a DOI or a URL (<see cref="ZooReference"/>).</param>
    /// <param name="cancellationToken">Ends the fetching of the index.</param>
    /// <exception cref="InvalidModelPackageException">There is none of that name, or the index cannot be fetched.</exception>
    public async Task<string> GetFolderNameAsync(string reference, CancellationToken cancellationToken = default)
    {
        ZooReference parsed = ZooReference.Parse(reference);
        return (await _resolver.ResolveAsync(parsed, cancellationToken).ConfigureAwait(false)).FolderName;
    }

    /// <summary>
    /// Downloads a package. Its folder is complete or not there; what is there already is not fetched again, what broke
    /// off is continued, and another version of it that is there is replaced; files of others that lie in its folder stay.
    /// Another model is never replaced, nor, outside of the cache, a file that was changed since it came: one of another
    /// size, or one that was written to since and has another hash.
    /// </summary>
    /// <param name="reference">A nickname, one with a version, a DOI or a URL (<see cref="ZooReference"/>).</param>
    /// <param name="folder">The folder in which its folder is made; null for one of the cache.</param>
    /// <param name="contents">How much of it.</param>
    /// <param name="progress">Is told of each part that arrives; null for no one.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept for the next time.</param>
    /// <returns>The package on disk.</returns>
    /// <exception cref="InvalidModelPackageException">
    /// There is none of that name; it cannot be fetched; a file has another hash than declared; it has no weights that
    /// can be run here, and no more was asked for.
    /// </exception>
    /// <exception cref="IOException">
    /// It, or the cache, cannot be written, and it is not there yet; its folder holds another model or changed files; or a
    /// file that is not its own is in its way.
    /// </exception>
    public async Task<ZooPackage> DownloadAsync(
        string reference,
        string? folder = null,
        ZooContents contents = ZooContents.Runnable,
        IProgress<ZooProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ZooReference parsed = ZooReference.Parse(reference);
        using IDisposable? fetches = await FileLock
            .WaitForShareAsync(_places.FetchLock, () => progress?.Report(WaitFor(reference)), cancellationToken)
            .ConfigureAwait(false);
        ZooPlace place = await _resolver.ResolveAsync(parsed, cancellationToken).ConfigureAwait(false);
        using IPackageSource source = await OpenAsync(parsed, place, cancellationToken).ConfigureAwait(false);
        string hash = place.Sha256 ?? ContentHash.Of(source.Rdf.Span);
        string key = parsed.Url is null ? hash : ContentHash.Of($"{hash} {place.Source}");
        string target = Path.Combine(
            folder is null ? Path.Combine(_places.Packages, key[..16]) : Path.GetFullPath(folder), place.FolderName);

        // Where the cache cannot be written, what is in it is read without a lock, and a folder has a lock of its own.
        void TellWait() => progress?.Report(WaitFor(place.Id));
        using IDisposable? held =
            await FileLock.WaitAsync(_places.WriteLock(target), TellWait, cancellationToken).ConfigureAwait(false)
            ?? (folder is null ? null : await FileLock
                .WaitAsync(PackageAssembly.LockOf(PackageAssembly.BeginningOf(target)), TellWait, cancellationToken)
                .ConfigureAwait(false));
        if (held is not null)
        {
            PackageSwap.Recover(target);
        }

        if (ExistingPackage.At(target) is PackageRecord existing)
        {
            // In the cache nobody has files of their own, and packages are asked for at every use.
            if (folder is not null)
            {
                ExistingPackage.RequireSameModel(existing, target, place);
                ExistingPackage.RequireUnchanged(
                    target, await existing.FindChangedAsync(target, cancellationToken).ConfigureAwait(false));
            }

            if (existing.RdfSha256 == hash && existing.Contents >= contents && existing.IsWhole(target))
            {
                return await GiveAsync(existing, target, isOfCache: folder is null, cancellationToken)
                    .ConfigureAwait(false);
            }

            // A package that has more keeps it.
            contents = existing.RdfSha256 == hash && existing.Contents > contents ? existing.Contents : contents;
        }

        if (held is null && folder is null)
        {
            throw new ReadOnlyCacheException(Folder, target);
        }

        ModelDescription model = RdfReader.Parse(
            RdfText.Decode(source.Rdf.Span, $"{place.Source}"), $"{place.Source}", []);
        IReadOnlyList<FileDescription> files = PackageContents.Of(model, contents, $"{place.Source}");
        DownloadProgress counted = new(place.Id, progress);
        counted.Expect(files.Count);
        PackageRecord record = new()
        {
            Id = place.Id,
            Version = place.Version,
            Source = place.Source,
            RdfSha256 = hash,
            Contents = contents,
            Files = ImmutableSortedDictionary<string, long>.Empty,
        };
        record = await new PackageAssembly(source, _slots, counted)
            .WriteAsync(target, files, record, keepsChanges: folder is not null, cancellationToken).ConfigureAwait(false);
        return await GiveAsync(record, target, isOfCache: folder is null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes from the cache what was not used for long, to be fetched again when it is wanted, and what programs that ended
    /// left behind: beginnings of packages, and of files that nobody has continued for a day. Packages that this or any
    /// other client was given stay until that client is disposed, and what is being fetched stays.
    /// </summary>
    /// <param name="usedBefore">
    /// What was used last before this time goes; null for only what programs that ended left behind. The last index of
    /// each URL, by which packages are found without a network, goes only by <see cref="DateTimeOffset.MaxValue"/>.
    /// </param>
    /// <param name="isDryRun">Whether it is only counted.</param>
    /// <param name="cancellationToken">Ends it; what is removed by then is.</param>
    /// <exception cref="IOException">The cache cannot be read or locked.</exception>
    public ZooPruneReport Prune(
        DateTimeOffset? usedBefore, bool isDryRun = false, CancellationToken cancellationToken = default) =>
        new CachePruner(_places, usedBefore, isDryRun).Run(cancellationToken);

    /// <summary>The packages that were downloaded, by identifier; only whole ones.</summary>
    /// <param name="folder">The folder that they were downloaded into; null for the cache.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<ZooPackage> FindDownloaded(string? folder = null)
    {
        string packages = _places.Packages;
        IEnumerable<string> folders = folder is not null ? PackageFinder.Find(folder)
            : Directory.Exists(packages) ? Directory.EnumerateDirectories(packages).SelectMany(PackageFinder.Find)
            : [];
        return
        [
            .. folders.Select(found => (Folder: found, Record: PackageRecord.Read(found)))
                .Where(found => found.Record?.IsWhole(found.Folder) == true)
                .Select(found => found.Record!.ToPackage(found.Folder))
                .OrderBy(package => package.Id, StringComparer.Ordinal)
                .ThenBy(package => package.Version, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _turn.Dispose();
        foreach (IDisposable share in _given.Values)
        {
            share.Dispose();
        }
    }

    /// <summary>Gives a package away; one of the cache is not removed as long as this client is there.</summary>
    private async Task<ZooPackage> GiveAsync(PackageRecord record, string folder, bool isOfCache, CancellationToken ct)
    {
        if (isOfCache)
        {
            LastUse.Note(Path.Combine(folder, PackageRecord.FileName));
            IDisposable? share =
                await FileLock.WaitForShareAsync(_places.UseLock(folder), null, ct).ConfigureAwait(false);
            if (share is not null && !_given.TryAdd(folder, share))
            {
                share.Dispose();
            }
        }

        return record.ToPackage(folder);
    }

    /// <summary>An index, fetched once.</summary>
    internal async Task<ZooIndex> GetIndexAsync(Uri url, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!_indexes.TryGetValue(url, out ZooIndex? index))
            {
                using IDisposable? fetches =
                    await FileLock.WaitForShareAsync(_places.FetchLock, null, ct).ConfigureAwait(false);
                index = await _kept.GetAsync(url, ct).ConfigureAwait(false);
                _indexes.Add(url, index);
            }

            return index;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>All models with what they state, read once.</summary>
    internal async Task<ImmutableArray<ZooModel>> GetModelsAsync(IProgress<ZooProgress>? progress, CancellationToken ct)
    {
        ZooIndex index = await GetIndexAsync(ct).ConfigureAwait(false);
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_models.IsDefault)
            {
                using IDisposable? fetches =
                    await FileLock.WaitForShareAsync(_places.FetchLock, null, ct).ConfigureAwait(false);
                _models = await new ZooCatalog(_cache, Options.ParallelDownloads)
                    .ReadAsync(index, progress, ct).ConfigureAwait(false);
            }

            return _models;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says that another program is waited for.</summary>
    private static ZooProgress WaitFor(string id) => new(id, 0, 1, 0, null) { IsWaiting = true };

    private async Task<IPackageSource> OpenAsync(ZooReference reference, ZooPlace place, CancellationToken ct)
    {
        long maximum = reference.Url is null ? RdfText.MaximumBytes : Options.MaximumFileBytes;
        CachedContent content;
        try
        {
            content = await _cache.GetAsync(place.Source, place.Sha256, maximum, null, ct).ConfigureAwait(false);
        }
        catch (InvalidModelPackageException e) when (reference.Id is not null && place.Sha256 is null)
        {
            throw ZooResolver.NoSuchModel(reference, await GetIndexAsync(ct).ConfigureAwait(false), e);
        }
        catch (ReadOnlyCacheException) when (place.Sha256 is null)
        {
            if (await _cache.FindLastAsync(place.Source, ct).ConfigureAwait(false) is not CachedContent last)
            {
                throw;
            }

            content = last;
        }

        using FileStream stream = File.OpenRead(content.Path);
        byte[] start = new byte[4];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (ZipPackage.IsZip(start.AsSpan(0, length)))
        {
            return new ZipPackageSource(content.Path, place.Source, _cache, Options.MaximumFileBytes);
        }

        if (stream.Length > RdfText.MaximumBytes)
        {
            throw new InvalidModelPackageException(
                $"{place.Source}", null, null,
                $"the file has more than {RdfText.MaximumBytes} bytes", "the RDF of a model");
        }

        byte[] rdf = await File.ReadAllBytesAsync(content.Path, ct).ConfigureAwait(false);
        return new WebPackageSource(place.Source, rdf, _cache, Options.MaximumFileBytes);
    }
}
