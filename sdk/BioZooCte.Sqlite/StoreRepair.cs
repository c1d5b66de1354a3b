using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>Drops what is damaged, and what is of no use without it.</summary>
internal static class StoreRepair
{
    /// <summary>Drops it, as a whole or not at all.</summary>
    /// <exception cref="ResultsStoreException">The file is too damaged for that.</exception>
    public static void Drop(StoreConnection file, StoreSurvey found)
    {
        if (found.IsFileDamaged)
        {
            file.Do(() => file.Execute("REINDEX")); // what SQLite can mend by itself
        }

        file.Change(() =>
        {
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

            // Pairs without their sample would be taken for a whole image, or be asked for again and again.
            file.Execute("DELETE FROM pair WHERE (question, image) NOT IN (SELECT question, image FROM sample)");
            return file.Execute("DELETE FROM sample WHERE (question, image) NOT IN (SELECT question, image FROM pair)");
        });
    }
}
