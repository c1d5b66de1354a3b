using System.Runtime.ExceptionServices;

namespace BioZooCte.Numerics;

/// <summary>Does independent things at the same time.</summary>
internal static class ParallelLoop
{
    /// <summary>Does each of some things once, in no order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">How many at the same time, at most.</param>
    /// <param name="work">Does one, from 0; what it throws is thrown, one of it if there is more.</param>
    public static void For(int count, int threads, Action<int> work)
    {
        if (count < 2 || threads < 2)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
