using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>
/// A network that gives what it computes on the way beside its outputs: the features of some of its layers. Used by
/// one thread at a time.
/// </summary>
public interface IFeatureRunner : IDisposable
{
    /// <summary>The whole network, as it runs here.</summary>
    NetworkDescription Network { get; }

    /// <summary>The layers, deepest first; layers of one resolution in the order of the pass.</summary>
    ImmutableArray<FeatureLayer> Layers { get; }

    /// <summary>Runs the network once.</summary>
    /// <param name="inputs">One tensor for each input, by position; null for an optional one left out.</param>
    /// <param name="outputs">
    /// One tensor for each output of the network, by position, of the type and sizes that the network gives; null for
    /// one that is not wanted.
    /// </param>
    /// <param name="cancellationToken">Ends a running pass, within a second.</param>
    /// <returns>
    /// The features of each layer, in the order of <see cref="Layers"/>: floating point, axes as
    /// <see cref="FeatureLayer.Axes"/>. The runner owns them, and the next pass overwrites them.
    /// </returns>
    /// <exception cref="ModelRunException">The network refused the inputs, failed, or gave other sizes.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    IReadOnlyList<AxisTensor> Run(
        IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken);
}
