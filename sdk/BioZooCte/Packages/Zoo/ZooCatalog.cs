using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;
using BioZooCte.Packages.Rdf;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// Reads what the models of an index state; each RDF is fetched once for as long as the index has its hash.
/// </summary>
/// <param name="cache">Where they are kept.</param>
/// <param name="parallel">How many are fetched at a time.</param>
internal sealed class ZooCatalog(ContentCache cache, int parallel)
{
    /// <summary>The newest version of every model, in the index' order.</summary>
    /// <param name="index">The index.</param>
    /// <param name="progress">Is told how many are read; null for no one.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ImmutableArray<ZooModel>> ReadAsync(
        ZooIndex index, IProgress<ZooProgress>? progress, CancellationToken ct)
    {
        ZooEntry[] entries = [.. index.Models];
        ZooModel[] models = new ZooModel[entries.Length];
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = parallel, CancellationToken = ct };
        await Parallel.ForAsync(0, entries.Length, options, async (i, token) =>
        {
            models[i] = await ReadAsync(entries[i], token).ConfigureAwait(false);
            progress?.Report(
                new ZooProgress(entries[i].Id, Interlocked.Increment(ref done), entries.Length, 0, null));
        }).ConfigureAwait(false);
        return [.. models];
    }

    private async Task<ZooModel> ReadAsync(ZooEntry entry, CancellationToken ct)
    {
        ZooVersion version = entry.Newest;
        try
        {
            CachedContent rdf = await cache
                .GetAsync(version.Source, version.Sha256, RdfText.MaximumBytes, progress: null, ct)
                .ConfigureAwait(false);
            using FileStream stream = File.OpenRead(rdf.Path);
            string text = await RdfText.ReadAsync(stream, $"{version.Source}", ct).ConfigureAwait(false);
            ModelDescription description = RdfReader.Parse(text, $"{version.Source}", []);
            return new ZooModel(entry, version, description, null);
        }
        catch (Exception e) when (e is InvalidModelPackageException or ReadOnlyCacheException)
        {
            return new ZooModel(entry, version, null, e.Message);
        }
    }
}
