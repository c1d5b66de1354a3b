using System.Globalization;

using BioZooCte.Consistency;
using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>The statements that read and add rows of a store; what is there already stays.</summary>
internal static class StoreRows
{
    /// <summary>The columns that <see cref="ReadPair"/> takes, from its first one on.</summary>
    public const string PairColumns =
        "perturbation, run, pixels, unperturbed, perturbed, intersection, counts, pair.seconds";

    /// <summary>A time as stores write it.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The row of a question; null where there is none.</summary>
    public static long? Find(StoreConnection file, ModelQuestion question) => (long?)file.Find(
        "SELECT id FROM question WHERE model = @1 AND options = @2 AND software = @3",
        question.Model, question.Options, question.Software);

    /// <summary>The row of an image; null where there is none.</summary>
    public static long? Find(StoreConnection file, ImageIdentity image) => (long?)file.Find(
        "SELECT id FROM image WHERE sha256 = @1 AND name = @2", image.Sha256, image.Name);

    /// <summary>Adds a question; its row.</summary>
    public static long Add(StoreConnection file, ModelQuestion question) => (long)file.Find(
        "INSERT INTO question(model, name, options, software) VALUES(@1, @2, @3, @4) RETURNING id",
        question.Model, question.Name, question.Options, question.Software)!;

    /// <summary>Adds an image; its row.</summary>
    public static long Add(StoreConnection file, ImageIdentity image) => (long)file.Find(
        "INSERT INTO image(sha256, name) VALUES(@1, @2) RETURNING id", image.Sha256, image.Name)!;

    /// <summary>Adds what is kept of an image unperturbed; whether it was not there.</summary>
    public static bool Add(StoreConnection file, long question, long image, StoredSample sample, string finished) =>
        file.Execute(
            "INSERT OR IGNORE INTO sample VALUES(@1, @2, @3, @4, @5, @6)",
            question, image, sample.Votes.ToArray(), sample.ChangesResult, sample.Seconds, finished) > 0;

    /// <summary>Adds a pair; whether it was not there.</summary>
    public static bool Add(StoreConnection file, long question, long image, StoredPair pair, string finished) =>
        file.Execute(
            "INSERT OR IGNORE INTO pair VALUES(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
            question, image, pair.Perturbation, pair.Run,
            pair.Total.Pixels, pair.Total.Unperturbed, pair.Total.Perturbed, pair.Total.Intersection,
            pair.Counts.ToArray(), pair.Seconds, finished) > 0;

    /// <summary>Adds a part of an image; whether it was not there.</summary>
    public static bool Add(StoreConnection file, long question, long image, StoredTile tile) => file.Execute(
        "INSERT OR IGNORE INTO tile VALUES(@1, @2, @3, @4, @5, @6)",
        question, image, tile.Tile, tile.Perturbation, tile.Run, tile.Data.ToArray()) > 0;

    /// <summary>Adds a remark; whether none of its kind was there.</summary>
    public static bool Add(StoreConnection file, long question, long? image, string kind, string text) => file.Execute(
        "INSERT OR IGNORE INTO remark VALUES(@1, @2, @3, @4)", question, image, kind, text) > 0;

    /// <summary>A pair of the columns <see cref="PairColumns"/>.</summary>
    public static StoredPair ReadPair(SqliteDataReader row, int first) => new(
        row.Text(first),
        (int)row.Integer(first + 1),
        new PairCounts
        {
            Pixels = row.Integer(first + 2),
            Unperturbed = row.Integer(first + 3),
            Perturbed = row.Integer(first + 4),
            Intersection = row.Integer(first + 5),
        },
        row.Blob(first + 6).ToArray(),
        row.Real(first + 7));

    /// <summary>All questions, by their rows.</summary>
    public static Dictionary<long, ModelQuestion> Questions(StoreConnection file) => file.All(
        "SELECT id, model, options, software, name FROM question",
        row => (Id: row.GetInt64(0), Question: new ModelQuestion(row.GetString(1), row.GetString(2), row.GetString(3))
        {
            Name = row.GetString(4),
        })).ToDictionary(one => one.Id, one => one.Question);

    /// <summary>All images, by their rows.</summary>
    public static Dictionary<long, ImageIdentity> Images(StoreConnection file) => file.All(
        "SELECT id, sha256, name FROM image",
        row => (Id: row.GetInt64(0), Image: new ImageIdentity(row.GetString(1), row.GetString(2))))
        .ToDictionary(one => one.Id, one => one.Image);
}
