using System.Diagnostics;

using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>A backend that adds up the time inside passes, and keeps their inputs where asked.</summary>
internal sealed class TimedBackend(IModelBackend inner, bool keepsInputs = false) : IModelBackend
{
    private long _passTicks;
    private long _firstOpened;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <summary>The time inside passes, of all threads together.</summary>
    public TimeSpan PassTime => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _passTicks));

    /// <summary>When the first session was about to be created.</summary>
    public long FirstOpened => Interlocked.Read(ref _firstOpened);

    /// <summary>The inputs of all passes, where they are kept.</summary>
    public List<IReadOnlyList<AxisTensor?>> Inputs { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => inner.ReasonsAgainst(package);

    /// <inheritdoc/>
    public NetworkDescription Examine(ModelPackage package) => inner.Examine(package);

    /// <inheritdoc/>
    public IModelRunner Open(ModelPackage package, RunnerOptions options)
    {
        Interlocked.CompareExchange(ref _firstOpened, Stopwatch.GetTimestamp(), 0);
        return new Runner(this, inner.Open(package, options));
    }

    private sealed class Runner(TimedBackend owner, IModelRunner inner) : IModelRunner
    {
        public NetworkDescription Network => inner.Network;

        public void Run(
            IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
        {
            owner.Keep(inputs);
            long start = Stopwatch.GetTimestamp();
            inner.Run(inputs, outputs, cancellationToken);
            Interlocked.Add(ref owner._passTicks, Stopwatch.GetTimestamp() - start);
        }

        public IReadOnlyList<AxisTensor> Run(
            IReadOnlyList<AxisTensor?> inputs,
            IReadOnlyList<IReadOnlyList<string>> outputAxes,
            CancellationToken cancellationToken) => inner.Run(inputs, outputAxes, cancellationToken);

        public void Dispose() => inner.Dispose();
    }

    private void Keep(IReadOnlyList<AxisTensor?> inputs)
    {
        if (keepsInputs)
        {
            lock (Inputs)
            {
                Inputs.Add([.. inputs]);
            }
        }
    }
}
