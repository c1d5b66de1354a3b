using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Bridge.Watching;

/// <summary>
/// A backend that reads networks and runs none: in a bridge that isolates models, a watch finds what other processes
/// measured, and whatever they did not is an entry with its reason.
/// </summary>
/// <param name="backend">Reads them.</param>
internal sealed class ExaminingBackend(IModelBackend backend) : IModelBackend
{
    /// <inheritdoc/>
    public string Name => backend.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => backend.ReasonsAgainst(package);

    /// <inheritdoc/>
    public NetworkDescription Examine(ModelPackage package) => backend.Examine(package);

    /// <inheritdoc/>
    /// <exception cref="ModelRunException">Always.</exception>
    public IModelRunner Open(ModelPackage package, RunnerOptions options) => throw NotRun(package);

    /// <inheritdoc/>
    /// <exception cref="ModelRunException">Always.</exception>
    public ModelSplit Split(ModelPackage package, RunnerOptions options, string? bottleneck = null) =>
        throw NotRun(package);

    private static ModelRunException NotRun(ModelPackage package) => new(
        package.Id,
        "what it gave in a process of its own could not be kept; expected images that nobody writes to, and random numbers"
            + " by coordinates.");
}
