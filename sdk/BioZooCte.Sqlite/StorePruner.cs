using System.Collections.Immutable;

using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>
/// Drops from a store what no ranking will ask for any more, and what processes that are gone left behind. Rankings may
/// run meanwhile.
/// </summary>
public static class StorePruner
{
    private const string Everything =
        """
        SELECT question, image FROM sample UNION SELECT question, image FROM pair
        UNION SELECT question, image FROM tile UNION SELECT question, image FROM remark WHERE image IS NOT NULL
        """;

    private const string Doomed = "(question, image) IN (SELECT question, image FROM temp.doomed)";

    /// <summary>Drops it, as a whole or not at all, and makes the file smaller where there is room to.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="options">What is dropped; null for only what processes that are gone left behind.</param>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be written.</exception>
    public static PruneReport Prune(string path, PruneOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Prune(path, options ?? new PruneOptions(), file => file.Execute("VACUUM"));
    }

    /// <summary>Drops it.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="options">What is dropped.</param>
    /// <param name="shrink">Makes the file smaller, for which it takes room of its own.</param>
    internal static PruneReport Prune(string path, PruneOptions options, Func<StoreConnection, int> shrink)
    {
        using StoreConnection file = StoreConnection.Open(path, mayCreate: false);

        // What is dropped has nothing left that points to it; SQLite would look for that in all rows, each time.
        file.Do(() => file.Execute("PRAGMA foreign_keys = 0"));
        if (options.IsDryRun)
        {
            return file.Try(() => Drop(file, options));
        }

        long before = StoreContents.SizeOf(path);
        PruneReport report = file.Change(() => Drop(file, options));

        // From here on the rows are gone, whatever happens to the file's size. Where the log cannot be written into the
        // file now, whoever opens it next does it.
        string? reason = file.Attempt(() => shrink(file));
        file.Attempt(() => file.Execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        return report with
        {
            BytesFreed = Math.Max(0, before - StoreContents.SizeOf(path)),
            WhyNotSmaller = reason,
        };
    }

    private static PruneReport Drop(StoreConnection file, PruneOptions options)
    {
        string[] live = [.. StoreOwners.Live(file).Select(one => one.Owner.Id)];
        Remember(file, "live(id TEXT PRIMARY KEY)", live.Select(id => new object[] { id }));
        int claims = file.Execute("DELETE FROM claim WHERE owner NOT IN (SELECT id FROM temp.live)");
        file.Execute("DELETE FROM owner WHERE id NOT IN (SELECT id FROM temp.live)");

        Doom(file, options);
        int spared = file.Execute("DELETE FROM temp.doomed WHERE (question, image) IN (SELECT question, image FROM claim)");
        Dictionary<long, ModelQuestion> questions = StoreRows.Questions(file);
        ImmutableArray<PrunedModel> models =
        [
            .. file.All(
                "SELECT question, count(*) FROM temp.doomed GROUP BY question",
                row => new PrunedModel(questions[row.GetInt64(0)], row.GetInt32(1)))
                .OrderBy(one => one.Question.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Question.Options, StringComparer.Ordinal)
                .ThenBy(one => one.Question.Software, StringComparer.Ordinal),
        ];
        long page = (long)file.Find("PRAGMA page_size")!;
        long free = (long)file.Find("PRAGMA freelist_count")!;
        file.Execute($"DELETE FROM sample WHERE {Doomed}");
        int pairs = file.Execute($"DELETE FROM pair WHERE {Doomed}");
        int tiles = file.Execute($"DELETE FROM tile WHERE {Doomed}");
        int remarks = file.Execute($"DELETE FROM remark WHERE {Doomed}") + DropRemarksOfModels(file);
        if (live.Length == 0)
        {
            // A running process remembers the rows of these.
            file.Execute($"DELETE FROM question WHERE id NOT IN (SELECT question FROM ({Everything}) UNION SELECT question FROM remark)");
            file.Execute($"DELETE FROM image WHERE id NOT IN (SELECT image FROM ({Everything}))");
        }

        long freed = ((long)file.Find("PRAGMA freelist_count")! - free) * page;
        return new PruneReport(models, pairs, tiles, remarks, claims, spared, freed);
    }

    /// <summary>Notes what goes: images of a question, and questions of which nothing stays.</summary>
    private static void Doom(StoreConnection file, PruneOptions options)
    {
        Remember(file, "model(sha256 TEXT PRIMARY KEY)", (options.Models ?? []).Select(one => new object[] { one }));
        Remember(
            file,
            "seen(sha256 TEXT, name TEXT, PRIMARY KEY(sha256, name))",
            (options.Images ?? []).Select(one => new object[] { one.Sha256, one.Name }));
        file.Execute("CREATE TEMP TABLE gone(question INTEGER PRIMARY KEY)");
        file.Execute("CREATE TEMP TABLE doomed(question INTEGER, image INTEGER, PRIMARY KEY(question, image))");
        void DoomQuestions(bool isAsked, string condition, params object[] values) =>
            DoomWhere(isAsked, "INSERT OR IGNORE INTO temp.gone SELECT id FROM question", condition, values);

        void DoomImages(bool isAsked, string from, string condition, params object[] values) =>
            DoomWhere(isAsked, $"INSERT OR IGNORE INTO temp.doomed SELECT question, image FROM ({from})", condition, values);

        void DoomWhere(bool isAsked, string insert, string condition, object[] values)
        {
            if (isAsked)
            {
                file.Execute($"{insert} WHERE {condition}", values);
            }
        }

        DoomQuestions(options.IsAll, "1");
        DoomQuestions(options.Software is not null, "software <> @1", options.Software!);
        DoomQuestions(options.Models is not null, "model NOT IN (SELECT sha256 FROM temp.model)");
        DoomImages(true, Everything, "question IN (SELECT question FROM temp.gone)");
        DoomImages(
            options.Images is not null,
            Everything,
            "image NOT IN (SELECT id FROM image WHERE (sha256, name) IN (SELECT sha256, name FROM temp.seen))");
        if (options.FinishedBefore is DateTimeOffset before)
        {
            DoomImages(
                true,
                """
                SELECT question, image, max(finished) AS finished FROM (
                    SELECT question, image, finished FROM sample UNION ALL SELECT question, image, finished FROM pair)
                GROUP BY question, image
                """,
                "finished < @1",
                StoreRows.Time(before));

            // Tiles and remarks have no time: they go with the last image of their model.
            DoomImages(
                true,
                Everything,
                $"""
                question IN (SELECT question FROM temp.doomed) AND question NOT IN (
                    SELECT question FROM sample WHERE NOT {Doomed} UNION SELECT question FROM pair WHERE NOT {Doomed})
                """);
        }
    }

    /// <summary>Why models cannot be run: where nothing else stays of one that was to go.</summary>
    private static int DropRemarksOfModels(StoreConnection file) => file.Execute(
        $"""
        DELETE FROM remark WHERE image IS NULL
            AND question IN (SELECT question FROM temp.gone UNION SELECT question FROM temp.doomed)
            AND question NOT IN (SELECT question FROM ({Everything}) UNION SELECT question FROM claim)
        """);

    private static void Remember(StoreConnection file, string table, IEnumerable<object[]> rows)
    {
        file.Execute($"CREATE TEMP TABLE {table}");
        string name = table[..table.IndexOf('(', StringComparison.Ordinal)];
        foreach (object[] row in rows)
        {
            string values = string.Join(", ", Enumerable.Range(1, row.Length).Select(i => $"@{i}"));
            file.Execute($"INSERT OR IGNORE INTO temp.{name} VALUES({values})", row);
        }
    }
}
