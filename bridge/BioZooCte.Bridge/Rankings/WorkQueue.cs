using System.Diagnostics;

using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Bridge.Rankings;

/// <summary>Lets so many rankings run at a time; the others wait for their turn in the order in which they came.</summary>
/// <param name="concurrent">Rankings that run.</param>
/// <param name="most">Rankings that may wait.</param>
/// <param name="onIdle">Told each time that the last one has ended; null for nobody.</param>
internal sealed class WorkQueue(int concurrent, int most, Action<WorkQueue>? onIdle = null)
{
    private static readonly TimeSpan FullDelay = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private int _running;
    private int _promised;

    /// <summary>Rankings that run at a time.</summary>
    public int Concurrent { get; } = concurrent;

    /// <summary>Rankings that may wait.</summary>
    public int Most { get; } = most;

    /// <summary>Rankings that run now.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>
    /// The tiles that whoever has a turn now may run at the same time: one for each core for a ranking alone, its share
    /// where others run. No score depends on it.
    /// </summary>
    public int ThreadsOfTurn =>
        Running > 1 ? Math.Max(1, Environment.ProcessorCount / Concurrent) : Environment.ProcessorCount;

    /// <summary>Rankings that wait now.</summary>
    public int Waiters
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Waits for the turn.</summary>
    /// <param name="onPosition">Told the place, from 1, whenever it changes; from any thread.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RpcException">Too many wait.</exception>
    public async Task<Turn> EnterAsync(Action<int> onPosition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiting own;
        lock (_lock)
        {
            if (_running < Concurrent)
            {
                _running++;
                return new Turn(this);
            }

            if (_waiting.Count >= Most)
            {
                throw Exhausted.ForNow("rankings", "Too many rankings wait for their turn.", FullDelay);
            }

            own = new Waiting(onPosition);
            own.Node = _waiting.AddLast(own);
            onPosition(_waiting.Count);
        }

        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(_ => GiveUp(own, cancellationToken), null);
        await own.Turn.Task.ConfigureAwait(false);
        return new Turn(this);
    }

    /// <summary>
    /// Promises a turn to whoever waits longest and has no promise yet, if that one has waited for so long: whose turn it
    /// is then ends its work.
    /// </summary>
    /// <returns>Whether there is somebody.</returns>
    public bool TryPromise(Turn turn, TimeSpan waited)
    {
        lock (_lock)
        {
            if (_waiting.Count <= _promised || Stopwatch.GetElapsedTime(_waiting.ElementAt(_promised).Since) < waited)
            {
                return false;
            }

            _promised++;
            turn.IsPromised = true;
            return true;
        }
    }

    /// <summary>Ends a turn; it asks for that itself.</summary>
    internal void Leave(Turn turn)
    {
        bool isIdle = false;
        lock (_lock)
        {
            if (turn.IsPromised)
            {
                _promised--;
            }

            if (_waiting.First is LinkedListNode<Waiting> next)
            {
                _waiting.RemoveFirst();
                next.Value.Turn.SetResult();
                TellPositions();
            }
            else
            {
                _running--;
                isIdle = _running == 0;
            }
        }

        if (isIdle)
        {
            onIdle?.Invoke(this);
        }
    }

    private void GiveUp(Waiting own, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (own.Node!.List is not null)
            {
                _waiting.Remove(own.Node);
                own.Turn.SetCanceled(cancellationToken);
                TellPositions();
            }
        }
    }

    private void TellPositions()
    {
        int position = 0;
        foreach (Waiting waiting in _waiting)
        {
            waiting.OnPosition(++position);
        }
    }

    private sealed class Waiting(Action<int> onPosition)
    {
        public Action<int> OnPosition { get; } = onPosition;

        public long Since { get; } = Stopwatch.GetTimestamp();

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiting>? Node { get; set; }
    }
}
