namespace BioZooCte.Sqlite;

/// <summary>Drops what is damaged, and what is of no use without it.</summary>
internal static class StoreRepair
{
    /// <summary>Drops it.</summary>
    /// <param name="file">The store, in a change: it is dropped as a whole or not at all.</param>
    /// <param name="found">What is damaged at this moment.</param>
    public static void Drop(StoreConnection file, StoreSurvey found)
    {
        if (found.IsFileDamaged)
        {
            file.Execute("REINDEX"); // what SQLite can mend by itself
        }

        foreach ((string table, long row) in found.UselessRows)
        {
            file.Execute($"DELETE FROM {table} WHERE rowid = @1", row);
        }

        foreach ((long question, long image, string perturbation) in found.UselessPairs)
        {
            file.Execute(
                "DELETE FROM pair WHERE question = @1 AND image = @2 AND perturbation = @3",
                question, image, perturbation);
        }

        foreach ((long question, long image) in found.UselessImages)
        {
            file.Execute("DELETE FROM sample WHERE question = @1 AND image = @2", question, image);
        }

        file.Execute($"DELETE {StoreSurvey.PairsAlone}");
        file.Execute($"DELETE {StoreSurvey.SamplesAlone}");
    }
}
