using System.Collections.Immutable;

using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>Copies the rows of one store into another; what is there already has to be the same.</summary>
/// <param name="source">What is read.</param>
/// <param name="target">What is added to.</param>
/// <param name="before">The stores that were copied before, to name the one that a row came from.</param>
internal sealed class StoreCopy(StoreConnection source, StoreConnection target, ImmutableArray<string> before)
{
    private readonly Dictionary<long, ModelQuestion> _questions = StoreRows.Questions(source);
    private readonly Dictionary<long, ImageIdentity> _images = StoreRows.Images(source);
    private readonly Dictionary<long, long> _questionRows = [];
    private readonly Dictionary<long, long> _imageRows = [];

    /// <summary>Copies them.</summary>
    /// <exception cref="ResultsStoreException">Two stores keep different results.</exception>
    public MergedStore Run(CancellationToken cancellationToken)
    {
        int images = Copy("sample", "votes, changes_result, seconds, finished", CopySample, cancellationToken);
        int pairs = Copy("pair", $"{StoreRows.PairColumns}, finished", CopyPair, cancellationToken);
        int tiles = Copy("tile", "tile, perturbation, run, data", CopyTile, cancellationToken);
        int remarks = Copy("remark", "kind, text", CopyRemark, cancellationToken);
        return new MergedStore(source.Path, images, pairs, tiles, remarks);
    }

    private delegate bool CopyRow(SqliteDataReader row, long question, long? image);

    private int Copy(string table, string columns, CopyRow copy, CancellationToken cancellationToken)
    {
        int added = 0;
        source.Each($"SELECT question, image, {columns} FROM {table}", row =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            long question = RowOf(_questionRows, row.GetInt64(0), QuestionRow);
            long? image = row.IsDBNull(1) ? null : RowOf(_imageRows, row.GetInt64(1), ImageRow);
            added += copy(row, question, image) ? 1 : 0;
        });
        return added;
    }

    private bool CopySample(SqliteDataReader row, long question, long? image)
    {
        StoredSample sample = new(row.GetFieldValue<byte[]>(2), row.GetBoolean(3), row.GetDouble(4));
        if (StoreRows.Add(target, question, image!.Value, sample, row.GetString(5)))
        {
            return true;
        }

        const string Where = "FROM sample WHERE question = @1 AND image = @2";
        bool isSame = target.All(
            $"SELECT votes, changes_result {Where}",
            there => StoredCheck.AreSame(there.GetFieldValue<byte[]>(0), sample.Votes)
                && there.GetBoolean(1) == sample.ChangesResult,
            question,
            image).Single();
        ThrowUnless(isSame, row, "other votes", Where);
        return false;
    }

    private bool CopyPair(SqliteDataReader row, long question, long? image)
    {
        StoredPair pair = StoreRows.ReadPair(row, 2);
        if (StoreRows.Add(target, question, image!.Value, pair, row.GetString(10)))
        {
            return true;
        }

        const string Where = "FROM pair WHERE question = @1 AND image = @2 AND perturbation = @3 AND run = @4";
        StoredPair there = target.All(
            $"SELECT {StoreRows.PairColumns} {Where}",
            one => StoreRows.ReadPair(one, 0), question, image, pair.Perturbation, pair.Run).Single();
        ThrowUnless(
            there.Total == pair.Total && StoredCheck.AreSame(there.Counts, pair.Counts),
            row,
            $"other counts with {pair.Perturbation}, run {pair.Run},",
            Where,
            pair.Perturbation,
            pair.Run);
        return false;
    }

    private bool CopyTile(SqliteDataReader row, long question, long? image)
    {
        StoredTile tile = new(row.GetInt32(2), row.GetString(3), row.GetInt32(4), row.GetFieldValue<byte[]>(5));
        if (StoreRows.Add(target, question, image!.Value, tile))
        {
            return true;
        }

        const string Where =
            "FROM tile WHERE question = @1 AND image = @2 AND tile = @3 AND perturbation = @4 AND run = @5";
        bool isSame = target.All(
            $"SELECT data {Where}",
            there => StoredCheck.AreSame(there.GetFieldValue<byte[]>(0), tile.Data),
            question,
            image,
            tile.Tile,
            tile.Perturbation,
            tile.Run).Single();
        ThrowUnless(
            isSame, row, $"other counts of tile {tile.Tile}", Where, tile.Tile, tile.Perturbation, tile.Run);
        return false;
    }

    private bool CopyRemark(SqliteDataReader row, long question, long? image)
    {
        (string kind, string text) = (row.GetString(2), row.GetString(3));
        if (StoreRows.Add(target, question, image, kind, text))
        {
            return true;
        }

        // Why something failed may be said in other words; a range is a result.
        const string Where = "FROM remark WHERE question = @1 AND image = @2 AND kind = @3";
        bool isSame = kind != RemarkText.RangeKind
            || (string?)target.Find($"SELECT text {Where}", question, image, kind) == text;
        ThrowUnless(isSame, row, "another range of its first prediction", Where, kind);
        return false;
    }

    /// <summary>Two machines that do not agree cannot be put together.</summary>
    private void ThrowUnless(
        bool isSame, SqliteDataReader row, string found, string where, params ReadOnlySpan<object?> values)
    {
        if (isSame)
        {
            return;
        }

        ModelQuestion question = _questions[row.GetInt64(0)];
        ImageIdentity image = _images[row.GetInt64(1)];
        string other = target.Path;
        foreach (string path in before)
        {
            using StoreConnection earlier = StoreConnection.OpenToRead(path);
            if (earlier.Find(
                $"SELECT 1 {where}",
                [StoreRows.Find(earlier, question), StoreRows.Find(earlier, image), .. values]) is not null)
            {
                other = path;
                break;
            }
        }

        throw new ResultsStoreException(
            source.Path,
            $"it has {found} of {question.Name} on {image.Name} than {other}",
            "the same from the same model, image, options and software");
    }

    private static long RowOf(Dictionary<long, long> known, long row, Func<long, long> find)
    {
        if (!known.TryGetValue(row, out long found))
        {
            found = find(row);
            known.Add(row, found);
        }

        return found;
    }

    private long QuestionRow(long row) =>
        StoreRows.Find(target, _questions[row]) ?? StoreRows.Add(target, _questions[row]);

    private long ImageRow(long row) =>
        StoreRows.Find(target, _images[row]) ?? StoreRows.Add(target, _images[row]);
}
