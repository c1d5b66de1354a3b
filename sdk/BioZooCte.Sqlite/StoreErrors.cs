using System.Globalization;

using BioZooCte.Results;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Sqlite;

/// <summary>What SQLite's errors mean for who uses a store.</summary>
internal static class StoreErrors
{
    private const int Full = 13;
    private const int NoDatabase = 26;
    private const int Corrupt = 11;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int CannotLock = 3850; // such as to write, a file that may only be read

    // What a quota, or a disk that was full when the file was opened, gives; and a disk that fails.
    private const int CannotWrite = 778;
    private const int CannotSizeIndex = 4874;
    private const int CannotFlush = 1034;

    // The disk, as Unix and Windows number it, and the quota, as Linux does.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), 122];

    /// <summary>What to tell who asked something of a store.</summary>
    /// <param name="path">The store.</param>
    /// <param name="seconds">How long it was waited for other programs.</param>
    /// <param name="e">What SQLite says.</param>
    public static ResultsStoreException Explain(string path, int seconds, SqliteException e) => e.SqliteErrorCode switch
    {
        _ when MayLackRoom(e) => new ResultsStoreException(
            path, "it cannot be written: the disk or the quota may be full", "room for what is found, on a disk that works", e),
        Full => new ResultsStoreException(
            path, "the disk is full; what was kept before is there", "room for what is found", e),
        NoDatabase => new ResultsStoreException(path, "it is no SQLite file", "a store that zoocte rank made", e),
        Corrupt => new ResultsStoreException(
            path, "it is damaged", "a whole SQLite file (zoocte store verify says more; a copy of it, or a new one)", e),
        Busy => new ResultsStoreException(path, Held(seconds), "a store that only rankings use", e),
        _ when e.SqliteExtendedErrorCode is CannotLock => new ResultsStoreException(
            path,
            "it cannot be locked: it may only be read, or its file system has no locks",
            "a file that may be written to, where locks work",
            e),
        ReadOnly or CannotOpen => new ResultsStoreException(
            path, "it cannot be opened to write", "a file in a folder that may be written to", e),
        _ => new ResultsStoreException(path, e.Message.TrimEnd('.'), "a store that can be read and written", e),
    };

    /// <summary>Whether nothing may be written where the store lies.</summary>
    public static bool IsOfThePlace(SqliteException e) =>
        e.SqliteErrorCode is ReadOnly or CannotOpen || e.SqliteExtendedErrorCode is CannotLock;

    /// <summary>Whether room was missing for the folder of a store.</summary>
    public static bool IsOfRoom(IOException e) => DiskFull.Contains(e.HResult);

    /// <summary>Whether room was missing, or a moment without other programs.</summary>
    public static bool IsOfRoomOrTurn(SqliteException e) =>
        e.SqliteErrorCode is Full or CannotOpen or Busy || MayLackRoom(e);

    /// <summary>Which of the two was missing for a copy of the store.</summary>
    /// <param name="seconds">How long it was waited for other programs.</param>
    /// <param name="e">What SQLite says.</param>
    public static string WhyNotNow(int seconds, SqliteException e)
    {
        string reason = e.Message.TrimEnd('.');
        return e.SqliteErrorCode switch
        {
            Busy => Held(seconds),
            CannotOpen => reason,
            _ => $"{reason}, and it takes room for a copy of what stays",
        };
    }

    private static string Held(int seconds) =>
        $"another program has held it for {seconds.ToString(CultureInfo.InvariantCulture)} s";

    private static bool MayLackRoom(SqliteException e) =>
        e.SqliteExtendedErrorCode is CannotWrite or CannotSizeIndex or CannotFlush;
}
