using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>
/// A network ready to run: tensors in, tensors out, no processing. Tensors are bound by position. A runner is used
/// by one thread at a time.
/// </summary>
public interface IModelRunner : IDisposable
{
    /// <summary>The network, as it runs here.</summary>
    NetworkDescription Network { get; }

    /// <summary>Runs the network once, into tensors that the caller owns.</summary>
    /// <param name="inputs">One tensor for each input, by position; null for an optional one left out.</param>
    /// <param name="outputs">
    /// One tensor for each output, by position, of the type and sizes that the network gives; null for one that is
    /// not wanted.
    /// </param>
    /// <param name="cancellationToken">Ends a running pass, within a second.</param>
    /// <exception cref="ModelRunException">The network refused the inputs, failed, or gave other sizes.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    void Run(
        IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken);

    /// <summary>Runs the network once where the outputs' sizes are not known beforehand.</summary>
    /// <param name="inputs">One tensor for each input, by position; null for an optional one left out.</param>
    /// <param name="outputAxes">For each output the identifiers of its axes, in its order.</param>
    /// <param name="cancellationToken">Ends a running pass, within a second.</param>
    /// <exception cref="ModelRunException">
    /// The network refused the inputs, failed, or gave another number of axes.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    IReadOnlyList<AxisTensor> Run(
        IReadOnlyList<AxisTensor?> inputs,
        IReadOnlyList<IReadOnlyList<string>> outputAxes,
        CancellationToken cancellationToken);
}
