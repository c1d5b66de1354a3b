using System.Collections.Immutable;

using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>
/// A store in a SQLite file, which processes may use at the same time: those of one machine, and where the file lies on a
/// share, those of all machines, as safely as its locks hold.
/// </summary>
public sealed class SqliteResults : IResultsStore
{
    private readonly StoreConnection _file;
    private readonly StoreOwner _owner = StoreOwner.New();
    private readonly Timer _beat;
    private readonly Lock _beating = new();
    private readonly Dictionary<ModelQuestion, long> _questions = [];
    private readonly Dictionary<ImageIdentity, long> _images = [];

    // A claim of ours that is not among them could not be given back, such as on a full disk, and is nobody's.
    private readonly HashSet<(ModelQuestion Question, ImageIdentity Image)> _held = [];
    private Dictionary<long, ImageIdentity> _identities = [];

    // Of the question asked before: most have as many.
    private int _imagesBefore;
    private volatile bool _isLeaving;

    private SqliteResults(StoreConnection file)
    {
        _file = file;
        _file.Change(() => _file.Execute(
            "INSERT INTO owner VALUES(@1, @2, @3, @4, @5)",
            _owner.Id, _owner.Host, _owner.Process, _owner.Started, DateTime.UtcNow.Ticks));
        _beat = new Timer(_ => Beat(), null, StoreOwner.Beat, StoreOwner.Beat);
    }

    /// <inheritdoc/>
    public string Location => _file.Path;

    /// <summary>Opens a store; one that is not there is made, with its folder.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="ResultsStoreException">It is no store, or cannot be opened to write.</exception>
    public static SqliteResults Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        StoreConnection file = StoreConnection.Open(path, mayCreate: true);
        try
        {
            return new SqliteResults(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a store could not be opened because nothing may be written where it lies.</summary>
    /// <param name="exception">Why it could not be opened.</param>
    public static bool IsOfThePlace(ResultsStoreException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.InnerException switch
        {
            UnauthorizedAccessException => true,
            IOException io => !StoreErrors.IsOfRoom(io),
            SqliteException sqlite => StoreErrors.IsOfThePlace(sqlite),
            _ => false,
        };
    }

    /// <summary>All that was asked of it, in the order in which it was asked first; nothing else of the store is read.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    public IReadOnlyList<ModelQuestion> FindQuestions() => _file.Do(() =>
        StoreRows.Questions(_file).OrderBy(one => one.Key).Select(one => one.Value).ToArray());

    /// <inheritdoc/>
    public IReadOnlyDictionary<ImageIdentity, IReadOnlyList<StoredCounts>> FindCounts(
        ModelQuestion question, ImageIdentity? image = null)
    {
        const string Select = "SELECT image, perturbation, run, counts FROM pair WHERE question = @1";
        return _file.Do(() =>
        {
            Dictionary<ImageIdentity, IReadOnlyList<StoredCounts>> found = new(image is null ? _imagesBefore : 1);
            RepeatedText perturbations = new();
            SharedBytes bytes = new();
            List<StoredCounts> ofImage = [];
            long last = 0;
            if (image is ImageIdentity one)
            {
                _file.Each($"{Select} AND image = @2", Add, Find(question), Find(one));
            }
            else
            {
                _file.Each($"{Select} ORDER BY image", Add, Find(question));
            }

            Conclude();
            _imagesBefore = image is null ? found.Count : _imagesBefore;
            return found;

            void Add(SqliteDataReader row)
            {
                if (row.Integer(0) != last)
                {
                    Conclude();
                    last = row.Integer(0);
                }

                ofImage.Add(new StoredCounts(
                    perturbations.Of(row.Utf8(1)), (int)row.Integer(2), bytes.Keep(row.Blob(3))));
            }

            void Conclude()
            {
                if (ofImage.Count > 0)
                {
                    found.Add(IdentityOf(last), [.. ofImage]);
                    ofImage.Clear();
                }
            }
        });
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<ImageIdentity, StoredSample> FindSamples(
        ModelQuestion question, ImmutableArray<ImageIdentity> images) => _file.Do(() =>
        {
            Dictionary<ImageIdentity, StoredSample> found = new(images.Length);
            SharedBytes bytes = new();
            _file.Each(
                """
                SELECT image, votes, changes_result, seconds FROM sample
                WHERE question = @1 AND image IN (SELECT value FROM json_each(@2))
                """,
                row => found.Add(
                    IdentityOf(row.Integer(0)),
                    new StoredSample(bytes.Keep(row.Blob(1)), row.Integer(2) != 0, row.Real(3))),
                Find(question),
                $"[{string.Join(',', images.Select(Find))}]");
            return found;
        });

    /// <inheritdoc/>
    public void SaveImage(
        ModelQuestion question, ImageIdentity image, ImmutableArray<StoredPair> pairs, StoredSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Change(question, image, (q, i) =>
        {
            string now = StoreRows.Time(DateTimeOffset.UtcNow);
            StoreRows.Add(_file, q, i!.Value, sample, now);
            foreach (StoredPair pair in pairs)
            {
                StoreRows.Add(_file, q, i.Value, pair, now);
            }

            _file.Execute("DELETE FROM tile WHERE question = @1 AND image = @2", q, i);
            _file.Execute("DELETE FROM claim WHERE question = @1 AND image = @2 AND owner = @3", q, i, _owner.Id);
            _held.Remove((question, image));
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTile> FindTiles(ModelQuestion question, ImageIdentity image) =>
        _file.Do(() => _file.All(
            "SELECT tile, perturbation, run, data FROM tile WHERE question = @1 AND image = @2",
            row => new StoredTile(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
            Find(question),
            Find(image)));

    /// <inheritdoc/>
    public void SaveTile(ModelQuestion question, ImageIdentity image, StoredTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        Change(question, image, (q, i) => StoreRows.Add(_file, q, i!.Value, tile));
    }

    /// <inheritdoc/>
    public string? FindRemark(ModelQuestion question, ImageIdentity? image, string kind) =>
        _file.Do(() => (string?)_file.Find(
            "SELECT text FROM remark WHERE question = @1 AND ifnull(image, 0) = @2 AND kind = @3",
            Find(question), image is ImageIdentity one ? Find(one) : 0, kind));

    /// <inheritdoc/>
    public IReadOnlyDictionary<ImageIdentity, string> FindRemarks(ModelQuestion question, string kind) =>
        _file.Do(() => _file.All(
            "SELECT image, text FROM remark WHERE question = @1 AND image IS NOT NULL AND kind = @2",
            row => (Image: row.GetInt64(0), Text: row.GetString(1)),
            Find(question),
            kind).ToDictionary(row => IdentityOf(row.Image), row => row.Text));

    /// <inheritdoc/>
    public void SaveRemark(ModelQuestion question, ImageIdentity? image, string kind, string text) =>
        Change(question, image, (q, i) => StoreRows.Add(_file, q, i, kind, text));

    /// <inheritdoc/>
    public bool TryClaim(ModelQuestion question, ImageIdentity image)
    {
        bool isClaimed = false;
        Change(question, image, (q, i) =>
        {
            string? holder = (string?)_file.Find("SELECT owner FROM claim WHERE question = @1 AND image = @2", q, i);
            isClaimed = holder is null || !IsHeld(holder, question, image);
            if (isClaimed)
            {
                _file.Execute("INSERT OR REPLACE INTO claim VALUES(@1, @2, @3)", q, i, _owner.Id);
                _held.Add((question, image));
            }
        });
        return isClaimed;
    }

    /// <inheritdoc/>
    public bool IsClaimed(ModelQuestion question, ImageIdentity image) => _file.Do(() =>
        _file.Find("SELECT owner FROM claim WHERE question = @1 AND image = @2", Find(question), Find(image))
            is string holder && IsHeld(holder, question, image));

    /// <inheritdoc/>
    public void Release(ModelQuestion question, ImageIdentity image)
    {
        _file.Do(() => _held.Remove((question, image)));
        _file.Change(() => _file.Execute(
            "DELETE FROM claim WHERE question = @1 AND image = @2 AND owner = @3", Find(question), Find(image), _owner.Id));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isLeaving = true;
        _beat.Dispose();
        try
        {
            _file.Change(() =>
                _file.Execute("DELETE FROM claim WHERE owner = @1", _owner.Id)
                + _file.Execute("DELETE FROM owner WHERE id = @1", _owner.Id));
        }
        catch (ResultsStoreException)
        {
            // Claims of a process that is gone do not count.
        }

        _file.Dispose();
    }

    /// <summary>Says that this process runs; nothing where it is still waiting to say so.</summary>
    internal void Beat()
    {
        if (!_beating.TryEnter())
        {
            return;
        }

        try
        {
            // Whole: while this process was stopped, another may have taken it for gone and dropped its row. One that
            // comes to its turn after the last change here would make the row that this dropped anew.
            _file.Change(() => _isLeaving ? 0 : _file.Execute(
                "INSERT OR REPLACE INTO owner VALUES(@1, @2, @3, @4, @5)",
                _owner.Id, _owner.Host, _owner.Process, _owner.Started, DateTime.UtcNow.Ticks));
        }
        catch (Exception e) when (e is ResultsStoreException or ObjectDisposedException or InvalidOperationException)
        {
            // Full, or closed in this moment: what needs the store says so.
        }
        finally
        {
            _beating.Exit();
        }
    }

    private bool IsHeld(string owner, ModelQuestion question, ImageIdentity image) => owner == _owner.Id
        ? _held.Contains((question, image))
        : StoreOwners.IsAlive(_file, owner);

    /// <summary>The image of a row; all are read when one is new, which is once for most rankings.</summary>
    private ImageIdentity IdentityOf(long image)
    {
        if (!_identities.TryGetValue(image, out ImageIdentity identity))
        {
            _identities = StoreRows.Images(_file);
            identity = _identities[image];
        }

        return identity;
    }

    private void Change(ModelQuestion question, ImageIdentity? image, Action<long, long?> work)
    {
        ArgumentNullException.ThrowIfNull(question);
        _file.Change(() =>
        {
            work(FindOrAdd(question), image is ImageIdentity one ? FindOrAdd(one) : null);
            return true;
        });
    }

    /// <summary>The row of a question; −1 where there is none.</summary>
    private long Find(ModelQuestion question)
    {
        if (_questions.TryGetValue(question, out long known))
        {
            return known;
        }

        long found = StoreRows.Find(_file, question) ?? -1;
        if (found >= 0)
        {
            _questions.Add(question, found);
        }

        return found;
    }

    private long Find(ImageIdentity image)
    {
        if (_images.TryGetValue(image, out long known))
        {
            return known;
        }

        long found = StoreRows.Find(_file, image) ?? -1;
        if (found >= 0)
        {
            _images.Add(image, found);
        }

        return found;
    }

    private long FindOrAdd(ModelQuestion question)
    {
        // Only found ones are remembered: a row that is added here may be rolled back.
        long found = Find(question);
        return found >= 0 ? found : StoreRows.Add(_file, question);
    }

    private long FindOrAdd(ImageIdentity image)
    {
        long found = Find(image);
        return found >= 0 ? found : StoreRows.Add(_file, image);
    }
}
