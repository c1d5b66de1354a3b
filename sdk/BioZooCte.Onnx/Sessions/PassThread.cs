using System.Collections.Concurrent;

namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// The thread that a runner's passes run on. The runtime looks at a request to end between two operators, and one
/// operator over a large image takes seconds: so whoever waits for a pass can leave it to end by itself.
/// </summary>
internal sealed class PassThread : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;
    private readonly Action _atEnd;
    private volatile bool _isLeft;

    /// <summary>A thread that does <paramref name="atEnd"/> last, after all passes.</summary>
    public PassThread(string name, Action atEnd)
    {
        _atEnd = atEnd;
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Runs a pass and waits for its end; once asked to end, only for a moment.</summary>
    /// <param name="pass">What is run. It owns what it uses until it ends.</param>
    /// <param name="terminate">Asks the pass to end.</param>
    /// <param name="cancellationToken">When to ask.</param>
    public T Run<T>(Func<T> pass, Action terminate, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> result = new();
        _work.Add(() => Complete(result, pass), CancellationToken.None);
        try
        {
            result.Task.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminate();
            _isLeft = !((IAsyncResult)result.Task).AsyncWaitHandle.WaitOne(Patience);
            throw;
        }
        catch (AggregateException)
        {
            // Thrown again below, as it was.
        }

        return result.Task.GetAwaiter().GetResult();
    }

    /// <summary>Ends the thread; one with a pass that was left ends by itself, and is not waited for.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        if (!_isLeft)
        {
            _thread.Join(Patience);
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> pass)
    {
        try
        {
            result.SetResult(pass());
        }
#pragma warning disable CA1031 // It goes to the thread that waits, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            result.SetException(e);
        }
    }

    private void Work()
    {
        foreach (Action action in _work.GetConsumingEnumerable())
        {
            action();
        }

        _atEnd();
        _work.Dispose();
    }
}
