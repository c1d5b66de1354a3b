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
}
