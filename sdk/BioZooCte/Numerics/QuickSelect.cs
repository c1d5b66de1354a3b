namespace BioZooCte.Numerics;

/// <summary>Selection without sorting (Hoare 1961, doi:10.1145/366622.366647).</summary>
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
        int first = 0;
        int last = values.Length - 1;
        while (last - first >= Few)
        {
            (int left, int right) = Partition(values, first, last);
            if (place <= right)
            {
                last = right;
            }
            else if (place >= left)
            {
                first = left;
            }
            else
            {
                return values[place];
            }
        }

        values[first..(last + 1)].Sort();
        return values[place];
    }

    /// <summary>Up to the right end no value is greater than the pivot, from the left end on none is smaller.</summary>
    private static (int Left, int Right) Partition(Span<double> values, int first, int last)
    {
        double pivot = MedianOfThree(values[first], values[first + ((last - first) / 2)], values[last]);
        int left = first;
        int right = last;
        while (left <= right)
        {
            while (values[left] < pivot)
            {
                left++;
            }

            while (values[right] > pivot)
            {
                right--;
            }

            if (left <= right)
            {
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
        }

        return (left, right);
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
