using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models;

/// <summary>A network that a reader can compute: it needs no weights.</summary>
internal sealed class FakeBackend : IModelBackend
{
    private int _opened;
    private int _open;
    private int _passes;

    public string Name => "fake";

    /// <summary>From the input's elements to the output's, both [b, c, y, x] or as many axes as there are.</summary>
    public Action<AxisTensor, AxisTensor> Network { get; init; } = FakeNetworks.MeanOfNeighbours;

    /// <summary>Called with the pass's place, from 1, before each pass.</summary>
    public Action<int, AxisTensor, CancellationToken>? BeforePass { get; init; }

    /// <summary>Called with the runner's place, from 1, before it is opened.</summary>
    public Action<int, ModelPackage>? BeforeOpen { get; init; }

    /// <summary>What the network ends in.</summary>
    public string? LastOperator { get; init; } = "Sigmoid";

    public ElementType InputType { get; init; } = ElementType.Float32;

    public int Dimensions { get; init; } = 4;

    public int Downsampling { get; init; } = 1;

    /// <summary>How far beyond a position the network looks.</summary>
    public int Reach { get; init; } = 1;

    /// <summary>The channels that the graph states; null for none.</summary>
    public int? OutputChannels { get; init; }

    /// <summary>Of a package's weights: the same for all unless a test says otherwise.</summary>
    public Func<ModelPackage, string> Sha256 { get; init; } = _ => new string('0', 64);

    /// <summary>Runners that were not disposed.</summary>
    public int OpenRunners => Volatile.Read(ref _open);

    public int Passes => Volatile.Read(ref _passes);

    public NetworkDescription Description => new()
    {
        Inputs = [new NetworkTensor("x", InputType, [.. new int?[Dimensions]], null)],
        Outputs =
        [
            new NetworkTensor(
                "y", ElementType.Float32, [null, OutputChannels, .. new int?[Dimensions - 2]], LastOperator),
        ],
        TotalDownsampling = [.. Enumerable.Repeat(Downsampling, Dimensions)],
        ReceptiveFieldRadius = [.. Enumerable.Repeat<int?>(Reach, Dimensions)],
        Sha256 = new string('0', 64),
    };

    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => [];

    public NetworkDescription Examine(ModelPackage package) => Description with { Sha256 = Sha256(package) };

    public IModelRunner Open(ModelPackage package, RunnerOptions options)
    {
        int place = Interlocked.Increment(ref _opened);
        BeforeOpen?.Invoke(place, package);
        Interlocked.Increment(ref _open);
        return new Runner(this);
    }

    private sealed class Runner(FakeBackend backend) : IModelRunner
    {
        public NetworkDescription Network => backend.Description;

        public void Run(
            IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int pass = Interlocked.Increment(ref backend._passes);
            backend.BeforePass?.Invoke(pass, inputs[0]!, cancellationToken);
            backend.Network(inputs[0]!, outputs[0]!);
        }

        public IReadOnlyList<AxisTensor> Run(
            IReadOnlyList<AxisTensor?> inputs,
            IReadOnlyList<IReadOnlyList<string>> outputAxes,
            CancellationToken cancellationToken)
        {
            AxisTensor output = new(
                new TensorShape(inputs[0]!.Shape.Select((a, i) => a with { Id = outputAxes[0][i] })), ElementType.Float32);
            Run(inputs, [output], cancellationToken);
            return [output];
        }

        public void Dispose() => Interlocked.Decrement(ref backend._open);
    }
}
