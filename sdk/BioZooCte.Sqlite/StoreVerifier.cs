using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>Looks whether all that a store keeps can be read, and is as it was written.</summary>
public static class StoreVerifier
{
    /// <summary>Looks at every row.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="repairs">
    /// Whether damaged rows are dropped, with what is of no use without them: the next ranking measures them again.
    /// </param>
    /// <param name="cancellationToken">Looked at once a row.</param>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be opened.</exception>
    public static StoreVerification Verify(
        string path, bool repairs = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StoreConnection file =
            repairs ? StoreConnection.Open(path, mayCreate: false) : StoreConnection.OpenToRead(path);
        StoreSurvey found = file.Look(() => StoreSurvey.Of(file, earlier: null, cancellationToken));
        if (!repairs || found.Damages.Count == 0)
        {
            return new StoreVerification(found.Rows, [.. found.Damages], [.. found.Damages]);
        }

        // Looked at again while others wait to write: what was damaged a moment ago may have given way to what is not.
        StoreSurvey dropped = file.Change(() =>
        {
            StoreSurvey now = StoreSurvey.Of(file, found, cancellationToken);
            StoreRepair.Drop(file, now);
            return now;
        });
        StoreSurvey left = file.Look(() => StoreSurvey.Of(file, earlier: null, cancellationToken));
        return new StoreVerification(found.Rows, [.. dropped.Damages], [.. left.Damages]);
    }
}
