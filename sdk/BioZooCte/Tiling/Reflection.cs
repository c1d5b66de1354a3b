namespace BioZooCte.Tiling;

/// <summary>Padding at the far end by reflection about the last position, which is not repeated (numpy's "reflect").</summary>
internal static class Reflection
{
    /// <summary>The position inside 0 … size − 1 that a position at or beyond it mirrors, however far out.</summary>
    public static int Inside(int position, int size)
    {
        if (position < size)
        {
            return position;
        }

        if (size == 1)
        {
            return 0;
        }

        int period = 2 * (size - 1);
        int phase = position % period;
        return phase < size ? phase : period - phase;
    }
}
