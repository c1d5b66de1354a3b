using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>The connection to a store's file: opens and checks it, and gives threads their turns.</summary>
internal sealed class StoreConnection : IDisposable
{
    private const int SecondsToOpen = 60;

    // Without a log, who reads all of it, such as to verify it, keeps the others from writing.
    private const int SecondsToWaitForReaders = 600;

    private readonly Lock _turn = new();
    private readonly SqliteConnection _connection;
    private readonly bool _isShared;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    private StoreConnection(string path, SqliteConnection connection, bool isShared)
    {
        Path = path;
        _connection = connection;
        _isShared = isShared;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How long a statement waits for other programs before it gives up.</summary>
    public TimeSpan LongestWait => TimeSpan.FromSeconds(_connection.DefaultTimeout);

    /// <summary>Opens a store.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="mayCreate">Whether it is made where it is not there; its folder is then made too.</param>
    /// <param name="isShared">Whether other machines may write to it; null to look where it lies.</param>
    /// <param name="secondsToOpen">How long other programs are waited for until it is open.</param>
    /// <exception cref="ResultsStoreException">It is none, or cannot be opened.</exception>
    public static StoreConnection Open(
        string path, bool mayCreate, bool? isShared = null, int secondsToOpen = SecondsToOpen)
    {
        if (!mayCreate && !File.Exists(path))
        {
            throw new ResultsStoreException(path, "there is no such file", "a store that zoocte rank made");
        }

        try
        {
            if (mayCreate)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            }

            return Open(
                path,
                Source(path),
                mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                isShared ?? SharedFileSystem.Holds(path),
                one => one.Prepare(),
                secondsToOpen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResultsStoreException(
                path, $"it cannot be made ({e.Message.TrimEnd('.')})", "a place that may be written to", e);
        }
    }

    /// <summary>Opens a store that stays as it is.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="isShared">Whether other machines may write to it; null to look where it lies.</param>
    /// <exception cref="ResultsStoreException">It is none, or cannot be read.</exception>
    public static StoreConnection OpenToRead(string path, bool? isShared = null)
    {
        if (!File.Exists(path))
        {
            throw new ResultsStoreException(path, "there is no such file", "a store that zoocte rank made");
        }

        static void Prepare(StoreConnection one)
        {
            one.Execute("PRAGMA query_only = 1");
            one.WithoutSharedMemory(one.ThrowIfForeign);
        }

        try
        {
            // Not SQLite's read-only way, which leaves files of its own behind.
            return Open(
                path, Source(path), SqliteOpenMode.ReadWrite, isShared ?? SharedFileSystem.Holds(path), Prepare);
        }
        catch (ResultsStoreException e) when (
            e.InnerException is SqliteException cause && StoreErrors.IsOfThePlace(cause)
            && IsEmpty($"{path}-wal") && IsEmpty($"{path}-journal"))
        {
            // In a folder that may not be written to; nobody else writes there either.
            string unchanging = new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri + "?immutable=1";
            return Open(path, unchanging, SqliteOpenMode.ReadOnly, isShared: false, Prepare);
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
                throw StoreErrors.Explain(Path, _connection.DefaultTimeout, e);
            }
            catch (KeyNotFoundException e)
            {
                throw new ResultsStoreException(
                    Path,
                    "it is damaged: a row belongs to a model or an image that it does not know",
                    "a store as it was written (zoocte store verify --repair drops such rows)",
                    e);
            }
        }
    }

    /// <summary>Does something as a whole or not at all, by this thread and process alone.</summary>
    /// <exception cref="ResultsStoreException">SQLite did not, and nothing was changed.</exception>
    public T Change<T>(Func<T> work) => Within("BEGIN IMMEDIATE", "COMMIT", work);

    /// <summary>What <see cref="Change"/> would give; nothing is changed.</summary>
    /// <exception cref="ResultsStoreException">SQLite did not.</exception>
    public T Try<T>(Func<T> work) => Within("BEGIN IMMEDIATE", "ROLLBACK", work);

    /// <summary>Reads several things as they are at one moment.</summary>
    /// <exception cref="ResultsStoreException">SQLite did not.</exception>
    public T Look<T>(Func<T> work) => Within("BEGIN", "ROLLBACK", work);

    /// <summary>
    /// Does what takes room for a copy that may not be there, or a moment without other programs; why it could not, null
    /// where it did.
    /// </summary>
    /// <exception cref="ResultsStoreException">SQLite did not, for another reason.</exception>
    public string? Attempt(Func<int> work)
    {
        try
        {
            Do(work);
            return null;
        }
        catch (ResultsStoreException e) when (
            e.InnerException is SqliteException cause && StoreErrors.IsOfRoomOrTurn(cause))
        {
            return StoreErrors.WhyNotNow(_connection.DefaultTimeout, cause);
        }
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first value of the first row; null where there is none.</summary>
    public object? Find(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is object value and not DBNull ? value : null;

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        List<T> rows = [];
        Each(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    /// <summary>Does something with each row; other statements than this one may run meanwhile.</summary>
    public void Each(string sql, Action<SqliteDataReader> use, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            use(reader);
        }
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

    private static bool IsEmpty(string path) => new FileInfo(path) is { Exists: false } or { Length: 0 };

    /// <summary>A whole path is a file's, whatever its name means to SQLite, such as <c>:memory:</c>.</summary>
    private static string Source(string path) => System.IO.Path.GetFullPath(path);

    private static StoreConnection Open(
        string path,
        string source,
        SqliteOpenMode mode,
        bool isShared,
        Action<StoreConnection> prepare,
        int secondsToOpen = SecondsToOpen)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = secondsToOpen,
            }.ToString());
            connection.Open();
            StoreConnection opened = new(path, connection, isShared);
            prepare(opened);
            opened.WaitForReaders();
            return opened;
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw StoreErrors.Explain(path, secondsToOpen, e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private T Within<T>(string begin, string end, Func<T> work) => Do(() =>
    {
        Execute(begin);
        try
        {
            T done = work();
            Execute(end);
            return done;
        }
        catch
        {
            TryRollBack();
            throw;
        }
    });

    private void Prepare()
    {
        bool isNew = false;
        WithoutSharedMemory(() =>
        {
            isNew = Find("PRAGMA user_version") is 0L && Find("PRAGMA application_id") is 0L
                && Find("SELECT 1 FROM sqlite_master") is null;
            if (!isNew)
            {
                ThrowIfForeign();
            }

            // One that was made on a share keeps its journal: the machine that lends the share sees a disk of its own.
            if (_isShared || isNew)
            {
                Execute($"PRAGMA journal_mode = {(_isShared ? "DELETE" : "WAL")}");
            }
        });

        // Whatever is finished stays if the process is killed; if the machine loses power, with the log all but the last
        // seconds, and with the journal, which could be damaged otherwise, all.
        Execute($"PRAGMA synchronous = {(Find("PRAGMA journal_mode") is "wal" ? "NORMAL" : "FULL")}");
        if (isNew)
        {
            Change(() => Find("PRAGMA user_version") is 0L ? Execute(
                $"{Schema.Tables} PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version};") : 0);
            ThrowIfForeign();
        }
    }

    /// <summary>
    /// Waits longer from here on where readers keep writers waiting: its journal says so, not the place where it lies, for
    /// the machine that lends a share sees a disk of its own.
    /// </summary>
    private void WaitForReaders()
    {
        if (Find("PRAGMA journal_mode") is "wal")
        {
            return;
        }

        _connection.DefaultTimeout = SecondsToWaitForReaders;
        foreach (SqliteCommand command in _commands.Values)
        {
            command.CommandTimeout = SecondsToWaitForReaders;
        }
    }

    /// <summary>
    /// Reads a file for the first time. Where other machines may write to it and it has a write-ahead log, as from a local
    /// disk, it has to be this connection's alone: SQLite then does without the memory that only one machine shares.
    /// </summary>
    private void WithoutSharedMemory(Action read)
    {
        if (!_isShared)
        {
            read();
            return;
        }

        Execute("PRAGMA locking_mode = EXCLUSIVE");
        read();
        Execute("PRAGMA locking_mode = NORMAL");
    }

    private void ThrowIfForeign()
    {
        if (Find("PRAGMA application_id") is not (long)Schema.ApplicationId)
        {
            throw new ResultsStoreException(Path, "it is a SQLite file of another program", "a store that zoocte rank made");
        }

        if (Find("PRAGMA user_version") is long version and not Schema.Version)
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
