namespace BioZooCte.Images.Png;

/// <summary>PNG's five row filters: each byte is stored as its difference from a guess.</summary>
internal static class PngFilter
{
    /// <summary>The number of filters; types are below it.</summary>
    public const int Count = 5;

    /// <summary>Undoes a filter in place.</summary>
    /// <param name="type">The filter, from 0 to 4.</param>
    /// <param name="row">The row as stored.</param>
    /// <param name="above">The row above, unfiltered; zeros for the first.</param>
    /// <param name="distance">Bytes to the pixel on the left.</param>
    public static void Undo(int type, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (type == 0)
        {
            return;
        }

        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < distance ? (byte)0 : row[i - distance];
            byte corner = i < distance ? (byte)0 : above[i - distance];
            row[i] += Guess(type, left, above[i], corner);
        }
    }

    /// <summary>Applies a filter.</summary>
    public static void Apply(
        int type, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < distance ? (byte)0 : row[i - distance];
            byte corner = i < distance ? (byte)0 : above[i - distance];
            filtered[i] = (byte)(row[i] - Guess(type, left, above[i], corner));
        }
    }

    private static byte Guess(int type, byte left, byte above, byte corner) => type switch
    {
        1 => left,
        2 => above,
        3 => (byte)((left + above) / 2),
        4 => Paeth(left, above, corner),
        _ => 0,
    };

    /// <summary>The neighbour nearest to left + above − corner; of equals the first in this order.</summary>
    private static byte Paeth(byte left, byte above, byte corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
        {
            return left;
        }

        return toAbove <= toCorner ? above : corner;
    }
}
