using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>All that is wrong in a store, and where.</summary>
internal sealed class StoreSurvey
{
    /// <summary>
    /// Pairs whose image has nothing unperturbed, which would be taken for whole, or be asked for again and again.
    /// </summary>
    public const string PairsAlone = "FROM pair WHERE (question, image) NOT IN (SELECT question, image FROM sample)";

    /// <summary>What is unperturbed of an image without pairs.</summary>
    public const string SamplesAlone = "FROM sample WHERE (question, image) NOT IN (SELECT question, image FROM pair)";

    private const string IsUnknown = "it belongs to a model or an image that the store does not know";

    private readonly StoreConnection _file;
    private readonly StoreSurvey? _earlier;
    private readonly List<(string Table, long Row)> _damagedRows = [];
    private Dictionary<long, ModelQuestion> _questions = [];
    private Dictionary<long, ImageIdentity> _images = [];

    private StoreSurvey(StoreConnection file, StoreSurvey? earlier)
    {
        _file = file;
        _earlier = earlier;
    }

    /// <summary>The rows that were looked at.</summary>
    public int Rows { get; private set; }

    /// <summary>What is wrong.</summary>
    public List<StoreDamage> Damages { get; } = [];

    /// <summary>Whether the file itself is damaged, not only what stands in its rows.</summary>
    public bool IsFileDamaged { get; private set; }

    /// <summary>Rows that are of no use, by their tables.</summary>
    public List<(string Table, long Row)> UselessRows { get; } = [];

    /// <summary>Pairs that are of no use, with the other runs of their perturbation.</summary>
    public List<(long Question, long Image, string Perturbation)> UselessPairs { get; } = [];

    /// <summary>Images of which nothing is of use.</summary>
    public List<(long Question, long Image)> UselessImages { get; } = [];

    /// <summary>Looks at a store.</summary>
    /// <param name="file">The store, which nobody else changes meanwhile.</param>
    /// <param name="earlier">
    /// Another survey, which read every row: of what it found whole nothing is read again, which takes a moment only; null
    /// to read every row.
    /// </param>
    /// <param name="cancellationToken">Looked at once a row.</param>
    public static StoreSurvey Of(StoreConnection file, StoreSurvey? earlier, CancellationToken cancellationToken)
    {
        StoreSurvey survey = new(file, earlier);
        if (earlier is null or { IsFileDamaged: true })
        {
            survey.Guard(survey.LookAtFile);
        }

        survey.Guard(() => survey._questions = StoreRows.Questions(file));
        survey.Guard(() => survey._images = StoreRows.Images(file));
        survey.Guard(survey.LookAtReferences);
        survey.Guard(() => survey.LookAtPairs(cancellationToken));
        survey.Guard(() => survey.LookAtSamples(cancellationToken));
        survey.Guard(() => survey.LookAtTiles(cancellationToken));
        survey.Guard(() => survey.LookAtRemarks(cancellationToken));
        survey.Guard(survey.LookWhetherWhole);
        return survey;
    }

    private void LookAtFile()
    {
        foreach (string text in _file.All("PRAGMA integrity_check", row => row.GetString(0)).Where(text => text != "ok"))
        {
            IsFileDamaged = true;
            Damages.Add(new StoreDamage($"the file: {text}"));
        }
    }

    /// <summary>What belongs to a question or an image that is not there; of each table once.</summary>
    private void LookAtReferences()
    {
        List<(string Table, long Row)> lost =
            _file.All("PRAGMA foreign_key_check", row => (row.GetString(0), row.GetInt64(1)));
        foreach (IGrouping<string, (string Table, long Row)> table in lost.Distinct().GroupBy(one => one.Table))
        {
            Damages.Add(new StoreDamage($"{table.Count()} rows of the table {table.Key}: {IsUnknown}"));
            UselessRows.AddRange(table);
        }
    }

    private void LookAtPairs(CancellationToken cancellationToken) => LookAtRows(
        "pair",
        StoreRows.PairColumns,
        (row, _, _) => StoredCheck.OfPair(StoreRows.ReadPair(row, 3)),
        (row, damage) => damage with { Perturbation = row.GetString(3), Run = row.GetInt32(4) },
        row => UselessPairs.Add((row.GetInt64(1), row.GetInt64(2), row.GetString(3))),
        cancellationToken);

    private void LookAtSamples(CancellationToken cancellationToken) => LookAtRows(
        "sample",
        "votes, changes_result, seconds",
        (row, question, image) => StoredCheck.OfSample(
            new StoredSample(row.GetFieldValue<byte[]>(3), row.GetBoolean(4), row.GetDouble(5)), question, image),
        (_, damage) => damage with { Found = $"votes: {damage.Found}" },
        row => UselessImages.Add((row.GetInt64(1), row.GetInt64(2))),
        cancellationToken);

    private void LookAtTiles(CancellationToken cancellationToken) => LookAtRows(
        "tile",
        "perturbation, run, tile, data",
        (row, _, _) => StoredCheck.OfTile(
            new StoredTile(row.GetInt32(5), row.GetString(3), row.GetInt32(4), row.GetFieldValue<byte[]>(6))),
        (row, damage) => damage with
        {
            Perturbation = row.GetString(3) is { Length: > 0 } perturbation ? perturbation : null,
            Found = $"tile {row.GetInt32(5)}: {damage.Found}",
        },
        row => UselessRows.Add(("tile", row.GetInt64(0))),
        cancellationToken);

    private void LookAtRemarks(CancellationToken cancellationToken) => LookAtRows(
        "remark",
        "kind, text",
        (row, _, _) => StoredCheck.OfRemark(row.GetString(3), row.GetString(4)),
        (row, damage) => damage with { Found = $"the remark '{row.GetString(3)}': {damage.Found}" },
        row => UselessRows.Add(("remark", row.GetInt64(0))),
        cancellationToken);

    /// <summary>Looks at all rows of a table; one of a question or image that is not there was counted before.</summary>
    private void LookAtRows(
        string table,
        string columns,
        Func<SqliteDataReader, ModelQuestion, ImageIdentity, string?> problem,
        Func<SqliteDataReader, StoreDamage, StoreDamage> place,
        Action<SqliteDataReader> drop,
        CancellationToken cancellationToken)
    {
        string select = $"SELECT rowid, question, image, {columns} FROM {table}";
        if (_earlier is null)
        {
            _file.Each(select, Look);
        }
        else
        {
            IEnumerable<long> rows = _earlier._damagedRows.Where(one => one.Table == table).Select(one => one.Row);
            _file.Each($"{select} WHERE rowid IN (SELECT value FROM json_each(@1))", Look, $"[{string.Join(',', rows)}]");
        }

        void Look(SqliteDataReader row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Rows++;
            ImageIdentity? image = row.IsDBNull(2)
                ? default(ImageIdentity)
                : _images.TryGetValue(row.GetInt64(2), out ImageIdentity known) ? known : null;
            if (!_questions.TryGetValue(row.GetInt64(1), out ModelQuestion? question) || image is null)
            {
                return;
            }

            if (Problem(() => problem(row, question, image.Value)) is string found)
            {
                _damagedRows.Add((table, row.GetInt64(0)));
                Damages.Add(place(row, new StoreDamage(found) { Model = question.Name, Image = image.Value.Name }));
                drop(row);
            }
        }
    }

    /// <summary>An image has its sample and pairs, and of each perturbation all runs: they were written together.</summary>
    private void LookWhetherWhole()
    {
        Find($"SELECT DISTINCT question, image, NULL {PairsAlone}", "it has pairs, and nothing unperturbed");
        Find($"SELECT question, image, NULL {SamplesAlone}", "it has no pairs");
        Find(
            """
            SELECT question, image, perturbation FROM pair
            GROUP BY question, image, perturbation HAVING count(*) <= max(run)
            """,
            "runs are missing");
        void Find(string select, string found) => _file.Each(select, row =>
        {
            if (_questions.TryGetValue(row.GetInt64(0), out ModelQuestion? question)
                && _images.TryGetValue(row.GetInt64(1), out ImageIdentity image))
            {
                string? perturbation = row.IsDBNull(2) ? null : row.GetString(2);
                Damages.Add(new StoreDamage(found)
                {
                    Model = question.Name,
                    Image = image.Name,
                    Perturbation = perturbation,
                });
                if (perturbation is not null)
                {
                    UselessPairs.Add((row.GetInt64(0), row.GetInt64(1), perturbation));
                }
            }
        });
    }

    private static string? Problem(Func<string?> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            return e.Message.TrimEnd('.'); // another kind of value than was written
        }
    }

    private void Guard(Action look)
    {
        try
        {
            look();
        }
        catch (SqliteException e)
        {
            IsFileDamaged = true;
            Damages.Add(new StoreDamage($"the file: {e.Message.TrimEnd('.')}"));
        }
    }
}
