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
        CancellationTokenRegistration told = cancellationToken.Register(() => Interlocked.Increment(ref _cancelled));
        return new Entry(this, told);
    }

    /// <summary>States both numbers in the initial metadata of a call.</summary>
    public void Answer(ServerCall call)
    {
        call.ResponseHeaders.Add("x-interop-running", Text(Volatile.Read(ref _running)));
        call.ResponseHeaders.Add("x-interop-cancelled", Text(Volatile.Read(ref _cancelled)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Entry(RunningCalls calls, CancellationTokenRegistration told) : IDisposable
    {
        public void Dispose()
        {
            told.Dispose();
            Interlocked.Decrement(ref calls._running);
        }
    }
}
