using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Watching;

/// <summary>
/// A backend that reads networks and runs none: where models run in processes of their own, a watch finds what those
/// measured, and whatever they did not is an entry with its reason.
/// </summary>
/// <param name="backend">Reads them.</param>
internal sealed class ExaminingBackend(IModelBackend backend) : IModelBackend
{
    private const string NotKept = "a process of its own kept nothing of it, because it did not do its work (its messages say"
        + " so) or could not keep what it found; expected images that nobody writes to, and random numbers by coordinates.";

    /// <inheritdoc/>
    public string Name => backend.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => backend.ReasonsAgainst(package);

    /// <inheritdoc/>
    public NetworkDescription Examine(ModelPackage package) => backend.Examine(package);

    /// <inheritdoc/>
    /// <exception cref="ModelRunException">Always.</exception>
    public IModelRunner Open(ModelPackage package, RunnerOptions options) =>
        throw new ModelRunException(package.Id, NotKept);

    /// <inheritdoc/>
    /// <exception cref="UnsupportedModelException">
    /// Always, so that what a process measured by the fallback of a network that cannot be cut is found.
    /// </exception>
    public ModelSplit Split(ModelPackage package, RunnerOptions options, string? bottleneck = null) =>
        throw new UnsupportedModelException(package.Id, NotKept);
}
