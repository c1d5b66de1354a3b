using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>What a store keeps at one moment, and who works on it.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The size of the file, and of what SQLite has beside it.</param>
/// <param name="Models">What it keeps, by software, then by the models' names.</param>
/// <param name="Images">The images that it knows, by name.</param>
/// <param name="Workers">The processes that have it open.</param>
public sealed record StoreContents(
    string Path,
    long Bytes,
    ImmutableArray<KeptModel> Models,
    ImmutableArray<ImageIdentity> Images,
    ImmutableArray<StoreWorker> Workers)
{
    /// <summary>Reads them; the store stays as it is.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be read.</exception>
    public static StoreContents Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StoreConnection file = StoreConnection.OpenToRead(path);
        return file.Look(() =>
        {
            Dictionary<long, ModelQuestion> questions = StoreRows.Questions(file);
            Dictionary<long, ImageIdentity> images = StoreRows.Images(file);
            return new StoreContents(
                path,
                SizeOf(path),
                [.. ModelsOf(file, questions)
                    .OrderBy(one => one.Question.Software, StringComparer.Ordinal)
                    .ThenBy(one => one.Question.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.Question.Options, StringComparer.Ordinal)
                    .ThenBy(one => one.Question.Model, StringComparer.Ordinal)],
                [.. images.Values.OrderBy(one => one.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.Sha256, StringComparer.Ordinal)],
                [.. WorkersOf(file, questions, images)]);
        });
    }

    /// <summary>The bytes of a store's file, and of those that SQLite has beside it.</summary>
    internal static long SizeOf(string path) => new[] { path, $"{path}-wal", $"{path}-shm", $"{path}-journal" }
        .Select(one => new FileInfo(one)).Sum(one => one.Exists ? one.Length : 0);

    private static IEnumerable<KeptModel> ModelsOf(StoreConnection file, Dictionary<long, ModelQuestion> questions)
    {
        ILookup<long, (KeptPerturbation Kept, string Last, long Bytes)> pairs = file.All(
            """
            SELECT question, perturbation, count(DISTINCT image), max(run) + 1, max(finished), sum(length(counts))
            FROM pair GROUP BY question, perturbation ORDER BY question, perturbation
            """,
            row => (
                Question: row.GetInt64(0),
                (new KeptPerturbation(row.GetString(1), row.GetInt32(2), row.GetInt32(3)), row.GetString(4), row.GetInt64(5))))
            .ToLookup(one => one.Question, one => one.Item2);
        Dictionary<long, (int Whole, long Bytes)> samples = file.All(
            "SELECT question, count(*), sum(length(votes)) FROM sample GROUP BY question",
            row => (Question: row.GetInt64(0), (row.GetInt32(1), row.GetInt64(2))))
            .ToDictionary(one => one.Question, one => one.Item2);
        Dictionary<long, (int UnderWay, long Bytes)> tiles = file.All(
            "SELECT question, count(DISTINCT image), sum(length(data)) FROM tile GROUP BY question",
            row => (Question: row.GetInt64(0), (row.GetInt32(1), row.GetInt64(2))))
            .ToDictionary(one => one.Question, one => one.Item2);
        ILookup<long, (bool OfImage, int Images)> remarks = file.All(
            """
            SELECT question, image IS NOT NULL, count(DISTINCT image) FROM remark
            WHERE image IS NULL OR kind LIKE 'failure%' GROUP BY question, image IS NOT NULL
            """,
            row => (Question: row.GetInt64(0), (row.GetBoolean(1), row.GetInt32(2))))
            .ToLookup(one => one.Question, one => one.Item2);
        return questions.Select(one => new KeptModel(one.Value)
        {
            Whole = samples.GetValueOrDefault(one.Key).Whole,
            UnderWay = tiles.GetValueOrDefault(one.Key).UnderWay,
            Failed = remarks[one.Key].Where(remark => remark.OfImage).Sum(remark => remark.Images),
            IsRefused = remarks[one.Key].Any(remark => !remark.OfImage),
            Perturbations = [.. pairs[one.Key].Select(pair => pair.Kept)],
            LastFinished = pairs[one.Key].Select(pair => ToTime(pair.Last)).Max(),
            Bytes = pairs[one.Key].Sum(pair => pair.Bytes)
                + samples.GetValueOrDefault(one.Key).Bytes + tiles.GetValueOrDefault(one.Key).Bytes,
        });
    }

    private static IEnumerable<StoreWorker> WorkersOf(
        StoreConnection file, Dictionary<long, ModelQuestion> questions, Dictionary<long, ImageIdentity> images)
    {
        ILookup<string, ClaimedImage> claims = file.All(
            "SELECT owner, question, image FROM claim",
            row => (
                Owner: row.GetString(0),
                Claim: new ClaimedImage(questions[row.GetInt64(1)].Name, images[row.GetInt64(2)].Name)))
            .ToLookup(one => one.Owner, one => one.Claim);
        return StoreOwners.Live(file)
            .Select(one => new StoreWorker(
                one.Owner.Host,
                one.Owner.Process,
                new DateTimeOffset(one.LastBeat),
                [.. claims[one.Owner.Id].OrderBy(c => c.Model, StringComparer.Ordinal)
                    .ThenBy(c => c.Image, StringComparer.Ordinal)]))
            .OrderBy(one => one.Host, StringComparer.Ordinal).ThenBy(one => one.Process);
    }

    private static DateTimeOffset? ToTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset time) ? time : null;
}
