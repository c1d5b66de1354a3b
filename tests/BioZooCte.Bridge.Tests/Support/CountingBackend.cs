using BioZooCte.Models;
using BioZooCte.Onnx;
using BioZooCte.Packages;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>The real backend, which counts the networks that are opened to be run: without one there is no pass.</summary>
internal sealed class CountingBackend : IModelBackend
{
    private readonly OnnxBackend _backend = new();
    private int _opened;

    public int Opened => Volatile.Read(ref _opened);

    public string Name => _backend.Name;

    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => _backend.ReasonsAgainst(package);

    public NetworkDescription Examine(ModelPackage package) => _backend.Examine(package);

    public IModelRunner Open(ModelPackage package, RunnerOptions options)
    {
        Interlocked.Increment(ref _opened);
        return _backend.Open(package, options);
    }

    public ModelSplit Split(ModelPackage package, RunnerOptions options, string? bottleneck = null)
    {
        Interlocked.Increment(ref _opened);
        return _backend.Split(package, options, bottleneck);
    }
}
