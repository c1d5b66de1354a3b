namespace BioZooCte.Sqlite;

/// <summary>The processes that a store knows of.</summary>
internal static class StoreOwners
{
    private const string Select = "SELECT id, host, process, started, beat FROM owner";

    /// <summary>Those that still run, as far as this machine can tell, and when each last said so.</summary>
    public static List<(StoreOwner Owner, DateTime LastBeat)> Live(StoreConnection file) =>
        [.. file.All(Select, Read).Where(one => one.Owner.IsAlive(one.LastBeat, file.LongestWait))];

    /// <summary>Whether one still runs.</summary>
    public static bool IsAlive(StoreConnection file, string id) =>
        file.All($"{Select} WHERE id = @1", Read, id).Any(one => one.Owner.IsAlive(one.LastBeat, file.LongestWait));

    private static (StoreOwner Owner, DateTime LastBeat) Read(Microsoft.Data.Sqlite.SqliteDataReader row) => (
        new StoreOwner(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3)),
        new DateTime(row.GetInt64(4), DateTimeKind.Utc));
}
