using BioZooCte.Cli.Options;
using BioZooCte.Results;
using BioZooCte.Sqlite;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Cli.Rank;

/// <summary>Opens the store of a ranking.</summary>
internal static class RankingStore
{
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int CannotLock = 3850;

    // The disk, as Unix and Windows number it, and the quota, as Linux does.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), 122];

    /// <summary>
    /// The store; null for none. One that nobody asked for, in a place that may not be written to, is done without.
    /// </summary>
    /// <param name="place">Where it is.</param>
    /// <param name="warn">Is told where it is done without, for all is then run.</param>
    /// <exception cref="ResultsStoreException">The one that was asked for cannot be opened.</exception>
    /// <exception cref="IOException">The one that nobody asked for can be written to, and is none or not whole.</exception>
    public static SqliteResults? Open(StorePlace place, Action<string> warn)
    {
        try
        {
            return place.Path is string path ? SqliteResults.Open(path) : null;
        }
        catch (ResultsStoreException exception) when (!place.IsAsked && IsForbidden(exception))
        {
            warn($"results are not kept: {exception.Message} --store FILE keeps them elsewhere.");
            return null;
        }
        catch (ResultsStoreException exception) when (!place.IsAsked)
        {
            throw new IOException($"{exception.Message} --store FILE keeps results elsewhere, --no-store nowhere.", exception);
        }
    }

    /// <summary>Whether a store cannot be opened because nothing may be written where it is.</summary>
    public static bool IsForbidden(ResultsStoreException exception) => exception.InnerException switch
    {
        UnauthorizedAccessException => true,
        IOException io => !DiskFull.Contains(io.HResult),
        SqliteException sqlite => sqlite.SqliteErrorCode is ReadOnly or CannotOpen
            || sqlite.SqliteExtendedErrorCode is CannotLock,
        _ => false,
    };
}
