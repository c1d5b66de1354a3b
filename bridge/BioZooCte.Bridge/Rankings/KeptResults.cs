using BioZooCte.Bridge.Files;
using BioZooCte.Results;
using BioZooCte.Sqlite;

using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// What models gave for files of this machine: a store that is opened when it is first needed. One that cannot be is done
/// without until the bridge is started anew.
/// </summary>
/// <param name="path">The store's file; null where nothing is kept.</param>
/// <param name="log">Where it is said, once, that it cannot be opened.</param>
internal sealed class KeptResults(string? path, ILogger log) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _isTried = path is null;
    private SqliteResults? _store;

    /// <summary>Why there is no store; null where there is one, or none was needed so far.</summary>
    public string? Reason { get; private set; } = path is null ? "it was started with --no-store" : null;

    /// <summary>The store, which stays this one's; null where nothing is kept.</summary>
    public IResultsStore? Open()
    {
        lock (_lock)
        {
            if (!_isTried)
            {
                _isTried = true;
                TryOpen(path!);
            }

            return _store;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isTried = true;
            _store?.Dispose();
            _store = null;
        }
    }

    private void TryOpen(string file)
    {
        try
        {
            PrivateFile.Make(file);
            _store = SqliteResults.Open(file);
        }
        catch (Exception exception) when (exception is ResultsStoreException or IOException or UnauthorizedAccessException)
        {
            Reason = exception.Message.TrimEnd('.');
            log.ResultsNotKept(exception.Message);
        }
    }
}
