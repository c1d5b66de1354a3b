using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

using BioZooCte.Consistency;
using BioZooCte.Models;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;

namespace BioZooCte.Estimation;

/// <summary>Runs the tiles of a model: one task reads them, as many threads as asked run them.</summary>
internal sealed class TileCrew
{
    private readonly SegmentationModel _model;
    private readonly PredictorSet _predictors;
    private readonly EstimationOptions _options;
    private readonly ImmutableArray<ImageRecord> _records;
    private readonly Action _report;
    private readonly TilesUnderway _underway;

    /// <summary>A crew for one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="predictors">What runs it; stays its opener's.</param>
    /// <param name="options">Threads, threshold, metric.</param>
    /// <param name="records">What becomes of each image.</param>
    /// <param name="report">Called after each tile, from any thread.</param>
    public TileCrew(
        SegmentationModel model,
        PredictorSet predictors,
        EstimationOptions options,
        ImmutableArray<ImageRecord> records,
        Action report)
    {
        _model = model;
        _predictors = predictors;
        _options = options;
        _records = records;
        _report = report;
        _underway = new TilesUnderway(options.Threads);
    }

    /// <summary>Runs all tiles.</summary>
    /// <param name="read">Writes the tiles; the writer is completed for it.</param>
    /// <param name="rule">What counts as foreground; asked for when the first tile was written.</param>
    /// <param name="cancellationToken">Ends reading and running passes.</param>
    public async Task RunAsync(
        Func<ChannelWriter<TileJob>, CancellationToken, Task> read,
        Func<ForegroundRule> rule,
        CancellationToken cancellationToken)
    {
        Channel<TileJob> jobs = Channel.CreateBounded<TileJob>(_options.Threads);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = Task.Run(() => ReadAsync(read, jobs.Writer, stop.Token), CancellationToken.None);
        try
        {
            if (await jobs.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                ForegroundRule known = rule();
                Task[] workers = [.. Enumerable.Range(0, _options.Threads).Select(
                    _ => StartAsync(known, jobs.Reader, stop))];
                await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ThrowFailure(workers);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await reading.ConfigureAwait(false);
    }

    /// <summary>Throws what went wrong first of all; that the others were ended for it comes last.</summary>
    private static void ThrowFailure(IEnumerable<Task> workers)
    {
        Exception? failure = workers
            .Where(w => w.IsFaulted)
            .Select(w => w.Exception!.InnerException!)
            .OrderBy(e => e is OperationCanceledException)
            .FirstOrDefault();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static async Task ReadAsync(
        Func<ChannelWriter<TileJob>, CancellationToken, Task> read, ChannelWriter<TileJob> jobs, CancellationToken token)
    {
        try
        {
            await read(jobs, token).ConfigureAwait(false);
        }
        finally
        {
            jobs.Complete();
        }
    }

    private Task StartAsync(ForegroundRule rule, ChannelReader<TileJob> jobs, CancellationTokenSource stop) =>
        Task.Factory.StartNew(
            () => Work(rule, jobs, stop),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private void Work(ForegroundRule rule, ChannelReader<TileJob> jobs, CancellationTokenSource stop)
    {
        TileWorker? worker = null;
        try
        {
            try
            {
                for (TileJob? next = Take(jobs, stop.Token); next is not null; next = Take(jobs, stop.Token))
                {
                    worker ??= new TileWorker(
                        _model,
                        _predictors.Take(stop.Token),
                        rule,
                        (float)_options.Threshold,
                        _options.Metric.Measures,
                        _options.Metric.ComparesInstances ? _options.Instances : null);
                    Run(worker, next, stop.Token);
                }
            }
            finally
            {
                _underway.Leave();
            }

            // A thread without a session does not help: opening one and its first pass take longer than what is left.
            while (worker is not null && _underway.WaitForNext() is TileUnderway tile)
            {
                CountPairs(worker, tile, stop.Token);
            }
        }
        catch
        {
            // The others and the reader would wait for one another.
            stop.Cancel();
            throw;
        }
    }

    private void Run(TileWorker worker, TileJob job, CancellationToken cancellationToken)
    {
        ImageRecord record = _records[job.ImageIndex];
        if (record.FailedBefore(job.Order))
        {
            job.Whole?.Skip(1);
        }
        else if (job.Whole is not null)
        {
            Attempt(job, 0, () => worker.Paste(job, job.Whole, record.Counts!, cancellationToken));
        }
        else
        {
            TileUnderway? tile = null;
            Attempt(job, 0, () => tile = worker.Begin(job, record.Counts!, cancellationToken));
            if (tile is not null)
            {
                _underway.Add(tile);
                CountPairs(worker, tile, cancellationToken);
            }
        }

        _report();
    }

    /// <summary>Counts pairs of a tile until all are taken or one has failed.</summary>
    private void CountPairs(TileWorker worker, TileUnderway tile, CancellationToken cancellationToken)
    {
        try
        {
            while (_records[tile.Job.ImageIndex].Error is null && tile.TryTake(out int pair))
            {
                Attempt(tile.Job, pair + 1, () => worker.Count(tile, pair, cancellationToken));
            }
        }
        finally
        {
            _underway.Remove(tile);
        }

        _report();
    }

    /// <summary>Does a part of the work on an image; where that fails, the image fails.</summary>
    private void Attempt(TileJob job, int variant, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            work();
        }
        catch (ModelRunException e)
        {
            _records[job.ImageIndex].Fail(job.Order, variant, e.Message, ImageRecord.IsOfTheInput(e));
        }
        finally
        {
            _records[job.ImageIndex].AddTime(variant, Stopwatch.GetTimestamp() - start);
        }
    }

    /// <summary>The next tile; null when there is none.</summary>
    private static TileJob? Take(ChannelReader<TileJob> jobs, CancellationToken cancellationToken)
    {
        TileJob? job;
        while (!jobs.TryRead(out job))
        {
            if (!jobs.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
            {
                return null;
            }
        }

        return job;
    }
}
