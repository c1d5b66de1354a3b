namespace BioZooCte.Models;

/// <summary>
/// Opens what takes long for a large network and cannot be ended on the way: whoever waits for it leaves it when asked to.
/// </summary>
internal static class Opening
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens something on another thread. What comes of it after it was left is disposed there.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="cancellationToken">When it is left, after a moment in which it may end by itself.</param>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static async Task<T> RunAsync<T>(Func<T> open, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<T> opening = Task.Run(open, CancellationToken.None);
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Task disposed = opening.ContinueWith(
                Dispose, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await Task.WhenAny(disposed, Task.Delay(Patience, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same for a thread that has nothing else to do.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static T Run<T>(Func<T> open, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(open, cancellationToken).GetAwaiter().GetResult();

    private static void Dispose<T>(Task<T> opening)
    {
        // Why it failed matters to nobody any more; the task wants to be asked.
        _ = opening.Exception;
        if (opening.IsCompletedSuccessfully && opening.Result is IDisposable opened)
        {
            opened.Dispose();
        }
    }
}
