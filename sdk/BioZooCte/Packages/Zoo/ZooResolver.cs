using System.Collections.Immutable;

using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>Finds where a model is that was asked for.</summary>
/// <param name="client">Has the index and what the models state.</param>
/// <param name="options">Where else to look.</param>
internal sealed class ZooResolver(ZooClient client, ZooOptions options)
{
    private const string ZenodoRecord = "10.5281/zenodo.";

    /// <summary>Where it is.</summary>
    /// <exception cref="InvalidModelPackageException">There is none of that name, or several.</exception>
    public async Task<ZooPlace> ResolveAsync(ZooReference reference, CancellationToken ct)
    {
        if (reference.Url is Uri url)
        {
            string id = RdfFileNames.ToId(url);
            return new ZooPlace(
                id.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? id[..^4] : id, null, url, null);
        }

        ZooIndex index = await client.GetIndexAsync(ct).ConfigureAwait(false);
        string name = reference.Id ?? reference.Doi!;
        if (index.Find(reference.Version is null ? name : $"{name}/{reference.Version}") is ZooEntry exact)
        {
            return PlaceOf(exact, exact.Newest);
        }

        if (index.Find(name) is ZooEntry entry)
        {
            return PlaceOf(entry, entry.FindVersion(reference.Version!) ?? throw NoVersion(reference, entry));
        }

        return await FindMappedAsync(reference, name, ct).ConfigureAwait(false)
            ?? (reference.Doi is null
                ? PatternOf(reference, index)
                : await FindDoiAsync(reference, ct).ConfigureAwait(false));
    }

    private async Task<ZooPlace?> FindMappedAsync(ZooReference reference, string name, CancellationToken ct)
    {
        if (options.IdMapUrl is not Uri url)
        {
            return null;
        }

        ZooIndex map = await client.GetIndexAsync(url, ct).ConfigureAwait(false);
        ZooEntry? found = map.Find(reference.Version is null ? name : $"{name}/{reference.Version}");
        return found is null ? null : PlaceOf(found, found.Newest);
    }

    private async Task<ZooPlace> FindDoiAsync(ZooReference reference, CancellationToken ct)
    {
        ImmutableArray<ZooModel> all = await client.GetModelsAsync(null, ct).ConfigureAwait(false);
        ZooModel[] named = [.. all.Where(model => ZooDois.Names(reference, model))];
        ZooModel[] originals = [.. named.Where(ZooDois.IsOriginal)];
        named = originals.Length > 0 ? originals : named;
        if (named.Length > 1)
        {
            throw new InvalidModelPackageException(
                reference.Text, null, null,
                $"the models {string.Join(", ", named.Select(model => model.Entry.Id))} have this DOI",
                "the name of one of them");
        }

        if (named.Length == 1)
        {
            return PlaceOf(named[0].Entry, named[0].Version);
        }

        string record = reference.Version ?? (reference.Doi!.StartsWith(ZenodoRecord, StringComparison.Ordinal)
            ? reference.Doi[ZenodoRecord.Length..] : "");
        return record.Length > 0 && ZooUrls.Fill(options.RecordPattern, record, null) is Uri url
            ? new ZooPlace(reference.Text, null, url, null)
            : throw new InvalidModelPackageException(
                reference.Text, null, null, "no model of the Zoo has this DOI", "the DOI of one");
    }

    /// <summary>A model that is newer than the index may be where the others are.</summary>
    private ZooPlace PatternOf(ZooReference reference, ZooIndex index) =>
        ZooUrls.Fill(options.IdPattern, reference.Id!, reference.Version) is Uri url
            ? new ZooPlace(reference.Id!, reference.Version, url, null)
            : throw NoSuchModel(reference, index, null);

    /// <summary>The error that a name is none of the Zoo's.</summary>
    /// <param name="reference">The name.</param>
    /// <param name="index">The index, which lacks it.</param>
    /// <param name="cause">Why it is not where the others are either; null where it was not looked for.</param>
    public static InvalidModelPackageException NoSuchModel(
        ZooReference reference, ZooIndex index, InvalidModelPackageException? cause)
    {
        bool isGone = cause is null || cause.Found.StartsWith("the server answered 404", StringComparison.Ordinal);
        return new InvalidModelPackageException(
            reference.Text, null, null,
            $"the Zoo has no such model ({index.Models.Count()} are in {index.Source}"
                + $"{(isGone ? "" : $"; {cause!.Path}: {cause.Found}")}"
                + $"{(index.Notice is null ? "" : $"; {index.Notice.TrimEnd('.')}")})",
            "the name of one, or a DOI", cause);
    }

    private static ZooPlace PlaceOf(ZooEntry entry, ZooVersion version) =>
        new(entry.Id, version.Name, version.Source, version.Sha256);

    private static InvalidModelPackageException NoVersion(ZooReference reference, ZooEntry entry) => new(
        reference.Text, null, null,
        $"the model has no version {reference.Version}", string.Join(", ", entry.Versions.Select(v => v.Name)));
}
