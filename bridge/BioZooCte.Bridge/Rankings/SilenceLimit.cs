using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Spool;

namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// Ends a ranking whose client sends nothing although images are missing, where others wait for their turn: it would
/// hold them up for as long as its connection stands.
/// </summary>
/// <param name="queue">Who waits.</param>
/// <param name="most">For how long a client may be silent while others wait.</param>
internal sealed class SilenceLimit(WorkQueue queue, TimeSpan most)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Runs what has its turn.</summary>
    /// <param name="images">The images that a client streams for it.</param>
    /// <param name="run">Runs it until its token ends it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RpcException">The client was silent for too long.</exception>
    public async Task<T> RunAsync<T>(
        ImmutableArray<SpooledImage> images, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = WatchAsync(images, end);
        try
        {
            return await run(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watching.IsFaulted)
        {
            await watching.ConfigureAwait(false);
            throw;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends when all images are there; where their client falls silent, it ends the ranking.</summary>
    private async Task WatchAsync(ImmutableArray<SpooledImage> images, CancellationTokenSource end)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan pause = most / 4 < LongestPause ? most / 4 : LongestPause;
        while (images.Any(image => !image.HasArrived))
        {
            await Task.Delay(pause, end.Token).ConfigureAwait(false);
            long last = images.Max(image => image.LastArrival);
            TimeSpan silence = Stopwatch.GetElapsedTime(Math.Max(start, last));
            if (silence < most || queue.Waiters == 0)
            {
                continue;
            }

            SpooledImage[] missing = [.. images.Where(image => !image.HasArrived)];
            if (missing.Length > 0)
            {
                RpcException exception = new(
                    StatusCode.Aborted,
                    $"The client sent nothing for {silence.TotalSeconds:0} s while others wait for their turn;"
                    + $" {missing.Length} of {images.Length} images are not there, the first is {missing[0].Name}."
                    + " Send the parts of images without a pause, or begin when they are at hand.");
                _ = end.CancelAsync(); // what it ends finds this exception
                throw exception;
            }
        }
    }
}
