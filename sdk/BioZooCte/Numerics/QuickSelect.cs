using System.Numerics;

namespace BioZooCte.Numerics;

/// <summary>
/// Selection without sorting (Hoare 1961, doi:10.1145/366622.366647). What does not get short soon is sorted, so that
/// no order of the values makes it slow (introselect, Musser 1997).
/// </summary>
internal static class QuickSelect
{
    // Below it sorting is as fast.
    private const int Few = 16;

    /// <summary>
    /// The value that would stand at a place if all were sorted. Afterwards no value before it is greater, and none
    /// after it is smaller.
    /// </summary>
    /// <param name="values">The values, which change places; no NaN.</param>
    /// <param name="place">From 0.</param>
    public static double At(Span<double> values, int place)
    {
        Span<double> left = values;
        int rounds = 2 * BitOperations.Log2((uint)values.Length);
        for (int round = 0; round < rounds && left.Length > Few; round++)
        {
            double pivot = MedianOfThree(left[0], left[left.Length / 2], left[^1]);
            int smaller = MoveSmallerToFront(left, pivot);
            if (place < smaller)
            {
                left = left[..smaller];
                continue;
            }

            // The pivot is the least: without those that equal it fewer are left.
            if (smaller == 0)
            {
                smaller = MoveSmallerToFront(left, Math.BitIncrement(pivot));
                if (place < smaller || smaller == 0) // nothing is greater than infinity
                {
                    return pivot;
                }
            }

            left = left[smaller..];
            place -= smaller;
        }

        left.Sort();
        return left[place];
    }

    /// <summary>
    /// Parts values, after N. Lomuto, without a branch on them, which would be guessed wrong every second time.
    /// </summary>
    /// <returns>How many are smaller.</returns>
    private static int MoveSmallerToFront(Span<double> values, double pivot)
    {
        int smaller = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = values[smaller];
            values[smaller] = value;
            smaller += value < pivot ? 1 : 0;
        }

        return smaller;
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
