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
    public static string Text(this SqliteDataReader row, int column) =>
        raw.sqlite3_column_text(row.Handle, column).utf8_to_string();

    /// <summary>A BLOB.</summary>
    public static byte[] Bytes(this SqliteDataReader row, int column) =>
        raw.sqlite3_column_blob(row.Handle, column).ToArray();
}
