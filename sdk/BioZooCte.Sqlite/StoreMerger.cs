using System.Collections.Immutable;

using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>
/// Puts stores together, such as those of several machines that each had a part of the models or images: a ranking with
/// the merged store gives the same bytes as one that measured everything.
/// </summary>
public static class StoreMerger
{
    /// <summary>Merges stores, as a whole or not at all.</summary>
    /// <param name="path">Where to; a store that is there is added to.</param>
    /// <param name="sources">The stores, which stay as they are.</param>
    /// <param name="cancellationToken">Looked at once a row.</param>
    /// <exception cref="ResultsStoreException">
    /// One of them is no store, or cannot be read; or two of them keep different results for the same question.
    /// </exception>
    public static MergeReport Merge(
        string path, IReadOnlyList<string> sources, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(sources);
        string target = Path.GetFullPath(path);
        if (sources.FirstOrDefault(one => Path.GetFullPath(one) == target) is string same)
        {
            throw new ResultsStoreException(same, "it is what is written to, and a source as well", "another file");
        }

        bool isNew = !File.Exists(path);
        StoreConnection file = StoreConnection.Open(path, mayCreate: true);
        try
        {
            using (file)
            {
                return file.Change(() => Merge(file, sources, cancellationToken));
            }
        }
        catch when (isNew)
        {
            foreach (string suffix in new[] { "", "-wal", "-shm", "-journal" })
            {
                File.Delete(path + suffix);
            }

            throw;
        }
    }

    private static MergeReport Merge(
        StoreConnection file, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        ImmutableArray<MergedStore>.Builder stores = ImmutableArray.CreateBuilder<MergedStore>();
        for (int i = 0; i < sources.Count; i++)
        {
            using StoreConnection source = StoreConnection.OpenToRead(sources[i]);
            ImmutableArray<string> before = [.. sources.Take(i)];
            stores.Add(source.Look(() => new StoreCopy(source, file, before).Run(cancellationToken)));
        }

        // Tiles that one store was still at, and another has finished.
        file.Execute(
            """
            DELETE FROM tile WHERE perturbation <> '' AND (question, image, perturbation, run) IN (
                SELECT question, image, perturbation, run FROM pair)
            """);
        file.Execute(
            """
            DELETE FROM tile WHERE (question, image) IN (SELECT question, image FROM sample) AND (question, image) NOT IN (
                SELECT question, image FROM tile WHERE perturbation <> '')
            """);
        return new MergeReport(stores.ToImmutable());
    }
}
