using System.Threading.Channels;

using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// The events of one ranking on their way to its client: made by many threads, written by one. A slow reader holds up
/// nothing, and of progress it gets only the latest.
/// </summary>
/// <param name="clock">What tells the time.</param>
internal sealed class EventFeed(TimeProvider clock)
{
    private static readonly TimeSpan ProgressPause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<RankingEvent?> _events =
        Channel.CreateUnbounded<RankingEvent?>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock _lock = new();
    private RankingProgress? _progress;
    private RankingProgress? _lastProgress;
    private long _lastTime;

    /// <summary>Adds an event.</summary>
    public void Add(RankingEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>
    /// Tells how far it is: ten times a second at most, or where the model or the number of images done is another.
    /// </summary>
    public void Report(RankingProgress progress)
    {
        lock (_lock)
        {
            bool isNews = _lastProgress is null
                || _lastProgress.ModelIndex != progress.ModelIndex
                || _lastProgress.ImagesDone != progress.ImagesDone;
            bool isBehind = _lastProgress is RankingProgress last && progress.Fraction < last.Fraction;
            if (isBehind || (!isNews && clock.GetElapsedTime(_lastTime) < ProgressPause))
            {
                return;
            }

            _lastTime = clock.GetTimestamp();
            _lastProgress = progress;
            bool isPending = _progress is not null;
            _progress = progress;
            if (!isPending)
            {
                _events.Writer.TryWrite(null); // stands for the progress that is the latest when its turn comes
            }
        }
    }

    /// <summary>There are no more events.</summary>
    public void Complete() => _events.Writer.TryComplete();

    /// <summary>Writes all events until there are no more.</summary>
    public async Task WriteAsync(Func<RankingEvent, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await foreach (RankingEvent? happened in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await write(happened ?? TakeProgress(), cancellationToken).ConfigureAwait(false);
        }
    }

    private RankingEvent TakeProgress()
    {
        lock (_lock)
        {
            RankingEvent taken = new() { Progress = _progress };
            _progress = null;
            return taken;
        }
    }
}
