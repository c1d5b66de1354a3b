using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Spool;

namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// Ends a ranking whose client sends nothing although images are missing, where others wait for their turn: it would
/// hold them up for as long as its connection stands. Who waits has to have waited for that long too, and each of them
/// ends one ranking at most.
/// </summary>
/// <param name="queue">Who waits.</param>
/// <param name="most">For how long a client may be silent while others wait.</param>
internal sealed class SilenceLimit(WorkQueue queue, TimeSpan most)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>For a client that begins to send when it hears that its turn has come.</summary>
    private static readonly TimeSpan LeastTurn = TimeSpan.FromSeconds(5);

    /// <summary>Runs what has its turn.</summary>
    /// <param name="work">The ranking.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="run">Runs it until its token ends it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RpcException">The client was silent for too long.</exception>
    public async Task<T> RunAsync<T>(
        RankingWork work, Turn turn, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> running = run(end.Token);
        Task<bool> watching = IsExceededAsync(work, turn, end.Token);
        await Task.WhenAny(running, watching).ConfigureAwait(false);
        try
        {
            if (!running.IsCompleted && await watching.ConfigureAwait(false))
            {
                await end.CancelAsync().ConfigureAwait(false);
                await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw Exceeded(work);
            }

            return await running.ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    /// <summary>Waits until all images are there (false), or their client is silent for too long (true).</summary>
    private async Task<bool> IsExceededAsync(RankingWork work, Turn turn, CancellationToken cancellationToken)
    {
        TimeSpan pause = most / 4 < LongestPause ? most / 4 : LongestPause;
        TimeSpan least = most < LeastTurn ? most : LeastTurn;
        while (work.Images.Any(image => !image.HasArrived))
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            if (turn.Age >= least && work.Silence() >= most && queue.TryPromise(turn, most))
            {
                return true;
            }
        }

        return false;
    }

    private RpcException Exceeded(RankingWork work)
    {
        SpooledImage[] missing = [.. work.Images.Where(image => !image.HasArrived)];
        return new RpcException(
            StatusCode.Aborted,
            $"The client sent nothing for {most.TotalSeconds:0} s while others waited for their turn;"
            + $" {missing.Length} of {work.Images.Length} images are not there, the first is"
            + $" {missing.Select(image => image.Name).FirstOrDefault("none")}."
            + " Send the parts of images without a pause, or begin when they are at hand.");
    }
}
