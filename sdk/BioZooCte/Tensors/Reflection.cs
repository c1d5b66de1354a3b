namespace BioZooCte.Tensors;

/// <summary>The positions inside an axis that positions beyond its ends mirror, however far out.</summary>
internal static class Reflection
{
    /// <summary>
    /// The position inside 0 … size − 1 that a position at or beyond its far end mirrors about the last one, which is
    /// not repeated (numpy's "reflect").
    /// </summary>
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

    /// <summary>
    /// The position inside 0 … size − 1 that a position before, at or beyond it mirrors, where the first and the last
    /// one are repeated (numpy's "symmetric").
    /// </summary>
    public static int Symmetric(int position, int size)
    {
        long period = 2L * size;
        int phase = (int)(((position % period) + period) % period);
        return phase < size ? phase : (2 * size) - 1 - phase;
    }
}
