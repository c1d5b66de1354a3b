using BioZooCte.Packages;

namespace BioZooCte.Models;

/// <summary>Makes runners for the packages whose weights it understands.</summary>
public interface IModelBackend
{
    /// <summary>The backend's name, such as <c>ONNX Runtime 1.29.0</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Why a package cannot be run by this backend: none if it can. Looks at what the package states; loads nothing.
    /// </summary>
    IReadOnlyList<string> ReasonsAgainst(ModelPackage package);

    /// <summary>
    /// Reads the network as far as it can be known without running it.
    /// </summary>
    /// <exception cref="UnsupportedModelException">The backend does not run it; with its reasons.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    NetworkDescription Examine(ModelPackage package);

    /// <summary>Makes a runner; the caller disposes it.</summary>
    /// <exception cref="UnsupportedModelException">The backend does not run it; with its reasons.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    IModelRunner Open(ModelPackage package, RunnerOptions options);

    /// <summary>
    /// The tensors at which a network can be cut, and those whose features are read when nothing is named, in the order
    /// in which they are made. Runs the network once, on a small input.
    /// </summary>
    /// <returns>None where the backend cannot look into networks, or the network cannot be cut.</returns>
    /// <exception cref="UnsupportedModelException">The backend does not run it; with its reasons.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    IReadOnlyList<FeatureLayer> FindLayers(ModelPackage package) => [];

    /// <summary>Cuts a network in an encoder and a decoder.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How the parts are opened.</param>
    /// <param name="bottleneck">
    /// The tensor to cut at; null for the bottleneck: the last activation at the smallest resolution beside which no
    /// other tensor of that resolution goes past the cut.
    /// </param>
    /// <returns>The parts, which the caller disposes, or why there are none.</returns>
    /// <exception cref="UnsupportedModelException">The backend does not run it; with its reasons.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    ModelSplit Split(ModelPackage package, RunnerOptions options, string? bottleneck = null) =>
        ModelSplit.Refused($"{Name} cannot cut a network in two; expected a backend that can, such as ONNX Runtime");

    /// <summary>Makes a runner that gives the features of some layers beside the outputs.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How it is opened.</param>
    /// <param name="layers">
    /// The tensors' names in the weights; null or none for those that are found: the bottleneck, then for each
    /// resolution on the way from there to the output the last activation of that resolution, so each stage of a
    /// decoder before its upsampling and the last one before the output's head. Of a network that changes no
    /// resolution, the last activation alone.
    /// </param>
    /// <returns>The runner, which the caller disposes.</returns>
    /// <exception cref="UnsupportedModelException">
    /// The backend does not run it, it has no such layers, or their features are no floating point; with the reason.
    /// </exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    IFeatureRunner OpenFeatures(ModelPackage package, RunnerOptions options, IReadOnlyList<string>? layers = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        throw new UnsupportedModelException(
            package.Id,
            $"{Name} does not give the features inside a network; expected a backend that does, such as ONNX Runtime");
    }
}
