using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>
/// A network cut in two at a tensor of features: an encoder, which runs once on an input, and a decoder, which runs
/// once for each variant of the features. Used by one thread at a time.
/// </summary>
public interface ISplitModelRunner : IDisposable
{
    /// <summary>The whole network, as it runs here.</summary>
    NetworkDescription Network { get; }

    /// <summary>Where it is cut.</summary>
    FeatureLayer Bottleneck { get; }

    /// <summary>
    /// Whether several variants go through the decoder in one pass. It was measured: the graph may hold a batch size
    /// that it does not state.
    /// </summary>
    bool DecodesInBatches { get; }

    /// <summary>Runs the encoder.</summary>
    /// <param name="inputs">One tensor for each input, by position; null for an optional one left out.</param>
    /// <param name="tile">Where the features go, and what goes past the cut beside them.</param>
    /// <param name="cancellationToken">Ends a running pass, within a second.</param>
    /// <exception cref="ModelRunException">The network refused the inputs, or failed.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    void Encode(IReadOnlyList<AxisTensor?> inputs, EncodedTile tile, CancellationToken cancellationToken);

    /// <summary>Runs the decoder on variants of an encoded tile's features.</summary>
    /// <param name="tile">The tile; nothing of it is changed.</param>
    /// <param name="features">
    /// The variants, each of the shape and type of <see cref="EncodedTile.Features"/>; the tile's own among them give
    /// what the whole network gives.
    /// </param>
    /// <param name="outputs">
    /// For each variant one tensor for each output of the whole network, by position, of the type and sizes that the
    /// network gives; null for one that is not wanted.
    /// </param>
    /// <param name="cancellationToken">Ends a running pass, within a second.</param>
    /// <exception cref="ModelRunException">The decoder refused the features, failed, or gave other sizes.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    void Decode(
        EncodedTile tile,
        IReadOnlyList<AxisTensor> features,
        IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs,
        CancellationToken cancellationToken);
}
