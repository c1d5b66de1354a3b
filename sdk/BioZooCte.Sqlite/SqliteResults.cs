using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Consistency;
using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>A store in a SQLite file on a local disk, which processes of one machine may use at the same time.</summary>
public sealed class SqliteResults : IResultsStore
{
    private readonly StoreConnection _file;
    private readonly StoreOwner _owner = StoreOwner.New();
    private readonly Timer _beat;
    private readonly Dictionary<ModelQuestion, long> _questions = [];
    private readonly Dictionary<ImageIdentity, long> _images = [];

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

    /// <inheritdoc/>
    public ILookup<ImageIdentity, StoredPair> FindPairs(ModelQuestion question, ImageIdentity? image = null)
    {
        const string Select =
            """
            SELECT sha256, image.name, perturbation, run, pixels, unperturbed, perturbed, intersection, counts, seconds
            FROM pair JOIN image ON image.id = pair.image WHERE question = @1
            """;
        return _file.Do(() => (image is ImageIdentity one
                ? _file.All($"{Select} AND image.id = @2", ReadPair, Find(question), Find(one))
                : _file.All(Select, ReadPair, Find(question)))
            .ToLookup(row => row.Image, row => row.Pair));
    }

    /// <inheritdoc/>
    public StoredSample? FindSample(ModelQuestion question, ImageIdentity image) => _file.Do(() => _file.All(
        "SELECT votes, changes_result, seconds FROM sample WHERE question = @1 AND image = @2",
        row => new StoredSample(row.GetFieldValue<byte[]>(0), row.GetBoolean(1), row.GetDouble(2)),
        Find(question),
        Find(image)).FirstOrDefault());

    /// <inheritdoc/>
    public void SaveImage(
        ModelQuestion question, ImageIdentity image, ImmutableArray<StoredPair> pairs, StoredSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Change(question, image, (q, i) =>
        {
            string now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            _file.Execute(
                "INSERT OR IGNORE INTO sample VALUES(@1, @2, @3, @4, @5, @6)",
                q, i, sample.Votes.ToArray(), sample.ChangesResult, sample.Seconds, now);
            foreach (StoredPair pair in pairs)
            {
                PairCounts total = pair.Total;
                _file.Execute(
                    "INSERT OR IGNORE INTO pair VALUES(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
                    q, i, pair.Perturbation, pair.Run,
                    total.Pixels, total.Unperturbed, total.Perturbed, total.Intersection,
                    pair.Counts.ToArray(), pair.Seconds, now);
            }

            _file.Execute("DELETE FROM tile WHERE question = @1 AND image = @2", q, i);
            _file.Execute("DELETE FROM claim WHERE question = @1 AND image = @2 AND owner = @3", q, i, _owner.Id);
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
        Change(question, image, (q, i) => _file.Execute(
            "INSERT OR IGNORE INTO tile VALUES(@1, @2, @3, @4, @5, @6)",
            q, i, tile.Tile, tile.Perturbation, tile.Run, tile.Data.ToArray()));
    }

    /// <inheritdoc/>
    public string? FindRemark(ModelQuestion question, ImageIdentity? image, string kind) =>
        _file.Do(() => (string?)_file.Find(
            "SELECT text FROM remark WHERE question = @1 AND ifnull(image, 0) = @2 AND kind = @3",
            Find(question), image is ImageIdentity one ? Find(one) : 0, kind));

    /// <inheritdoc/>
    public void SaveRemark(ModelQuestion question, ImageIdentity? image, string kind, string text) =>
        Change(question, image, (q, i) =>
            _file.Execute("INSERT OR IGNORE INTO remark VALUES(@1, @2, @3, @4)", q, i, kind, text));

    /// <inheritdoc/>
    public bool TryClaim(ModelQuestion question, ImageIdentity image)
    {
        bool isClaimed = false;
        Change(question, image, (q, i) =>
        {
            string? holder = (string?)_file.Find("SELECT owner FROM claim WHERE question = @1 AND image = @2", q, i);
            isClaimed = holder is null || (holder != _owner.Id && !IsAlive(holder));
            if (isClaimed)
            {
                _file.Execute("INSERT OR REPLACE INTO claim VALUES(@1, @2, @3)", q, i, _owner.Id);
            }
        });
        return isClaimed;
    }

    /// <inheritdoc/>
    public void Release(ModelQuestion question, ImageIdentity image) => _file.Change(() => _file.Execute(
        "DELETE FROM claim WHERE question = @1 AND image = @2 AND owner = @3", Find(question), Find(image), _owner.Id));

    /// <inheritdoc/>
    public void Dispose()
    {
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

    private static (ImageIdentity Image, StoredPair Pair) ReadPair(Microsoft.Data.Sqlite.SqliteDataReader row) => (
        new ImageIdentity(row.GetString(0), row.GetString(1)),
        new StoredPair(
            row.GetString(2),
            row.GetInt32(3),
            new PairCounts
            {
                Pixels = row.GetInt64(4),
                Unperturbed = row.GetInt64(5),
                Perturbed = row.GetInt64(6),
                Intersection = row.GetInt64(7),
            },
            row.GetFieldValue<byte[]>(8),
            row.GetDouble(9)));

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

        long found = (long)(_file.Find(
            "SELECT id FROM question WHERE model = @1 AND options = @2 AND software = @3",
            question.Model, question.Options, question.Software) ?? -1L);
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

        long found = (long)(_file.Find(
            "SELECT id FROM image WHERE sha256 = @1 AND name = @2", image.Sha256, image.Name) ?? -1L);
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
        return found >= 0 ? found : (long)_file.Find(
            "INSERT INTO question(model, name, options, software) VALUES(@1, @2, @3, @4) RETURNING id",
            question.Model, question.Name, question.Options, question.Software)!;
    }

    private long FindOrAdd(ImageIdentity image)
    {
        long found = Find(image);
        return found >= 0 ? found : (long)_file.Find(
            "INSERT INTO image(sha256, name) VALUES(@1, @2) RETURNING id", image.Sha256, image.Name)!;
    }

    private bool IsAlive(string owner) => _file.All(
        "SELECT host, process, started, beat FROM owner WHERE id = @1",
        row => new StoreOwner(owner, row.GetString(0), row.GetInt32(1), row.GetInt64(2))
            .IsAlive(new DateTime(row.GetInt64(3), DateTimeKind.Utc)),
        owner).FirstOrDefault();

    private void Beat()
    {
        try
        {
            _file.Change(() => _file.Execute("UPDATE owner SET beat = @2 WHERE id = @1", _owner.Id, DateTime.UtcNow.Ticks));
        }
        catch (Exception e) when (e is ResultsStoreException or ObjectDisposedException or InvalidOperationException)
        {
            // Full, or closed in this moment: what needs the store says so.
        }
    }
}
