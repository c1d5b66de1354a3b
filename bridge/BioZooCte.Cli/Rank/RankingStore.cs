using BioZooCte.Cli.Options;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Rank;

/// <summary>Opens the store of a ranking.</summary>
internal static class RankingStore
{
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
        catch (ResultsStoreException exception) when (!place.IsAsked && SqliteResults.IsOfThePlace(exception))
        {
            warn($"results are not kept: {exception.Message} --store FILE keeps them elsewhere.");
            return null;
        }
        catch (ResultsStoreException exception) when (!place.IsAsked)
        {
            throw new IOException($"{exception.Message} --store FILE keeps results elsewhere, --no-store nowhere.", exception);
        }
    }
}
