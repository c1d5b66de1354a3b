using System.Text;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace BioZooCte.Sqlite;

/// <summary>
/// Reads a row's columns, of which the tables fix the types. The reader's own methods ask SQLite several things for each
/// value, which takes longer than the value; where a ranking reads a hundred thousand rows, that is most of its time.
/// </summary>
internal static class ColumnReader
{
    /// <summary>An INTEGER.</summary>
    public static long Integer(this SqliteDataReader row, int column) => raw.sqlite3_column_int64(row.Handle, column);

    /// <summary>A REAL.</summary>
    public static double Real(this SqliteDataReader row, int column) => raw.sqlite3_column_double(row.Handle, column);

    /// <summary>A TEXT.</summary>
    public static string Text(this SqliteDataReader row, int column) => Encoding.UTF8.GetString(row.Utf8(column));

    /// <summary>A TEXT, as the store keeps it; until the next row is read.</summary>
    public static ReadOnlySpan<byte> Utf8(this SqliteDataReader row, int column) =>
        raw.sqlite3_column_blob(row.Handle, column);

    /// <summary>A BLOB, as the store keeps it; until the next row is read.</summary>
    public static ReadOnlySpan<byte> Blob(this SqliteDataReader row, int column) =>
        raw.sqlite3_column_blob(row.Handle, column);
}
