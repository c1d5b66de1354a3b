namespace BioZooCte.Instances;

/// <summary>Arrays that are used again, and made anew when they are too short.</summary>
internal static class Growth
{
    private const int Least = 256;
    private const double MoreThanBefore = 1.5;

    /// <summary>Makes an array at least so long; what it held is lost if it was too short.</summary>
    public static void Ensure<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            double wanted = Math.Max(length, MoreThanBefore * array.Length);
            array = new T[Math.Max(Least, (int)Math.Min(Array.MaxLength, wanted))];
        }
    }
}
