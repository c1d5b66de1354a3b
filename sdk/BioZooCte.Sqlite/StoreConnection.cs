using System.Globalization;

using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>
/// The connection to a store's file: opens and checks it, gives threads their turns, and says what SQLite's errors mean.
/// </summary>
internal sealed class StoreConnection : IDisposable
{
    private const int Full = 13;
    private const int NoDatabase = 26;
    private const int Corrupt = 11;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int SecondsToWait = 60;

    private readonly Lock _turn = new();
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    private StoreConnection(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a store.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="mayCreate">Whether it is made where it is not there; its folder is then made too.</param>
    /// <exception cref="ResultsStoreException">It is none, or cannot be opened.</exception>
    public static StoreConnection Open(string path, bool mayCreate)
    {
        SqliteConnection? connection = null;
        try
        {
            if (mayCreate)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            }
            else if (!File.Exists(path))
            {
                throw new ResultsStoreException(path, "there is no such file", "a store that zoocte rank made");
            }

            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = SecondsToWait,
            }.ToString());
            connection.Open();
            StoreConnection opened = new(path, connection);
            opened.Prepare();
            return opened;
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw Explain(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw new ResultsStoreException(
                path, $"it cannot be made ({e.Message.TrimEnd('.')})", "a place that may be written to", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Does something by this thread alone.</summary>
    /// <exception cref="ResultsStoreException">SQLite did not.</exception>
    public T Do<T>(Func<T> work)
    {
        lock (_turn)
        {
            try
            {
                return work();
            }
            catch (SqliteException e)
            {
                throw Explain(Path, e);
            }
        }
    }

    /// <summary>Does something as a whole or not at all, by this thread and process alone.</summary>
    /// <exception cref="ResultsStoreException">SQLite did not, and nothing was changed.</exception>
    public T Change<T>(Func<T> work) => Do(() =>
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            T done = work();
            Execute("COMMIT");
            return done;
        }
        catch
        {
            TryRollBack();
            throw;
        }
    });

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first value of the first row; null where there is none.</summary>
    public object? Find(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is object value and not DBNull ? value : null;

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        List<T> rows = [];
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            foreach (SqliteCommand command in _commands.Values)
            {
                command.Dispose();
            }

            _connection.Dispose();
        }
    }

    private static ResultsStoreException Explain(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        Full => new ResultsStoreException(
            path, "the disk is full; what was kept before is there", "room for what is found", e),
        NoDatabase => new ResultsStoreException(path, "it is no SQLite file", "a store that zoocte rank made", e),
        Corrupt => new ResultsStoreException(
            path, "it is damaged", "a whole SQLite file (zoocte store verify says more; a copy of it, or a new one)", e),
        Busy => new ResultsStoreException(
            path,
            $"another program has held it for {SecondsToWait.ToString(CultureInfo.InvariantCulture)} s",
            "a store that only rankings use",
            e),
        ReadOnly or CannotOpen => new ResultsStoreException(
            path, "it cannot be opened to write", "a file in a folder that may be written to", e),
        _ => new ResultsStoreException(path, e.Message.TrimEnd('.'), "a store that can be read and written", e),
    };

    private void Prepare()
    {
        // Whatever is finished stays if the process is killed; if the machine loses power, all but the last seconds.
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        long version = (long)Find("PRAGMA user_version")!;
        long application = (long)Find("PRAGMA application_id")!;
        if (version == 0 && application == 0 && Find("SELECT 1 FROM sqlite_master") is null)
        {
            Change(() => Find("PRAGMA user_version") is 0L ? Execute(
                $"{Schema.Tables} PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version};") : 0);
            return;
        }

        if (application != Schema.ApplicationId)
        {
            throw new ResultsStoreException(Path, "it is a SQLite file of another program", "a store that zoocte rank made");
        }

        if (version != Schema.Version)
        {
            throw new ResultsStoreException(
                Path, $"its layout has version {version}", $"version {Schema.Version}, which this program writes");
        }
    }

    private void TryRollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Some errors, such as a full disk, have rolled back already.
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i + 1}" });
            }

            _commands.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
