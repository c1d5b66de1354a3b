using System.Globalization;

using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Interop.Server;

/// <summary>
/// How many handlers are at work and how many were told to stop: what a test asks for after it left a call alone.
/// </summary>
internal sealed class RunningCalls
{
    private int _running;
    private int _cancelled;

    /// <summary>Counts a handler until the result is disposed.</summary>
    public IDisposable Enter(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        return new Entry(this, cancellationToken);
    }

    /// <summary>States both numbers in the initial metadata of a call.</summary>
    public void Answer(ServerCall call)
    {
        call.ResponseHeaders.Add("x-interop-running", Text(Volatile.Read(ref _running)));
        call.ResponseHeaders.Add("x-interop-cancelled", Text(Volatile.Read(ref _cancelled)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Entry(RunningCalls calls, CancellationToken cancellationToken) : IDisposable
    {
        // The token is asked rather than listened to: a handler that ends at once could leave before it is told here.
        public void Dispose()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref calls._cancelled);
            }

            Interlocked.Decrement(ref calls._running);
        }
    }
}
