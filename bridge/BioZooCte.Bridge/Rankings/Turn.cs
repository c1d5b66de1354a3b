using System.Diagnostics;

namespace BioZooCte.Bridge.Rankings;

/// <summary>A turn of a <see cref="WorkQueue"/>; it lasts until it is disposed.</summary>
/// <param name="queue">What gave it.</param>
internal sealed class Turn(WorkQueue queue) : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _isOver;

    /// <summary>How long it lasts.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_start);

    /// <summary>Whether it is promised to somebody who waits; its work ends as soon as it can. Set by the queue.</summary>
    public bool IsPromised { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            queue.Leave(this);
        }
    }
}
