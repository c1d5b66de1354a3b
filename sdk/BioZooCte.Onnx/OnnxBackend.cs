using BioZooCte.Models;
using BioZooCte.Onnx.Graph;
using BioZooCte.Onnx.Graph.Splitting;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Packages;

using Google.Protobuf;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx;

/// <summary>
/// Runs the ONNX weights of packages through ONNX Runtime, on the processor. The program brings the native library:
/// the NuGet package <c>Microsoft.ML.OnnxRuntime</c>, or <c>Microsoft.ML.OnnxRuntime.Gpu</c> in its place.
/// </summary>
public sealed class OnnxBackend : IModelBackend
{
    /// <inheritdoc/>
    public string Name => RuntimeLibrary.Version is string version ? $"ONNX Runtime {version}" : "ONNX Runtime";

    /// <inheritdoc/>
    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return OnnxReasons.Against(package);
    }

    /// <inheritdoc/>
    public NetworkDescription Examine(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return NetworkExaminer.Examine(package, OnnxFile.Read(package)).Network;
    }

    /// <inheritdoc/>
    public IModelRunner Open(ModelPackage package, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        OnnxFile file = OnnxFile.Read(package);
        NetworkExaminer examined = NetworkExaminer.Examine(package, file);
        NetworkDescription network = examined.Network;
        byte[]? changed = null;
        if (options.ReopenSize && network.CanReopenSize)
        {
            network = SizeReopening.Open(file.Model, network, examined.Trace);
            changed = file.Model.ToByteArray();
        }

        PassSizes sizes = new(package.Id, file.Model);
        InferenceSession session = changed is null
            ? SessionFactory.Open(package.Id, file.Name, file.Path, options.ThreadsPerPass)
            : SessionFactory.Open(
                package.Id, file.Name, changed, Path.GetDirectoryName(file.Path)!, options.ThreadsPerPass);
        return new OnnxRunner(package.Id, network, session, sizes);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FeatureLayer> FindLayers(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new NetworkSplitter(package, new RunnerOptions { ReopenSize = true }).FindLayers();
    }

    /// <inheritdoc/>
    public ModelSplit Split(ModelPackage package, RunnerOptions options, string? bottleneck = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        return new NetworkSplitter(package, options).Split(bottleneck);
    }

    /// <inheritdoc/>
    public IFeatureRunner OpenFeatures(
        ModelPackage package, RunnerOptions options, IReadOnlyList<string>? layers = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        return new FeatureOpener(package, options).Open(layers);
    }
}
