using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Splitting;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Sessions;

/// <summary>
/// Runs variants of features through a decoder, several in one pass where it allows that: they are stacked along the
/// first dimension, and what goes past the cut beside them is repeated.
/// </summary>
internal sealed class VariantDecoder : IDisposable
{
    /// <summary>
    /// What one stacked tensor may take. Beyond what caches hold, variants one after the other are faster, as nothing is
    /// copied for them; below it, fewer passes are.
    /// </summary>
    private const long MostBytes = 1L << 24;

    private readonly OnnxRunner _decoder;
    private readonly ImmutableArray<OutputSource> _sources;
    private readonly AxisTensor?[] _stackedInputs;
    private readonly AxisTensor?[] _stackedOutputs;

    /// <summary>A decoder; disposed with this.</summary>
    /// <param name="decoder">From features and what is beside them to outputs.</param>
    /// <param name="sources">Where each output of the whole network comes from.</param>
    /// <param name="crossing">How many tensors the decoder takes beside the features.</param>
    public VariantDecoder(OnnxRunner decoder, ImmutableArray<OutputSource> sources, int crossing)
    {
        _decoder = decoder;
        _sources = sources;
        _stackedInputs = new AxisTensor?[1 + crossing];
        _stackedOutputs = new AxisTensor?[decoder.Network.Outputs.Length];
    }

    /// <summary>Whether variants may go through in one pass.</summary>
    public bool InBatches { get; set; }

    /// <summary>Runs variants whose number and shapes were checked.</summary>
    public void Decode(
        EncodedTile tile,
        IReadOnlyList<AxisTensor> features,
        IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs,
        CancellationToken cancellationToken)
    {
        int most = InBatches ? MostTogether(tile, outputs) : 1;
        for (int done = 0; done < features.Count; done += most)
        {
            int count = Math.Min(most, features.Count - done);
            if (count == 1)
            {
                DecodeOne(tile, features[done], outputs[done], cancellationToken);
            }
            else
            {
                DecodeTogether(
                    tile, [.. features.Skip(done).Take(count)], [.. outputs.Skip(done).Take(count)], cancellationToken);
            }
        }

        CopyOthers(tile, features, outputs);
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private static int MostTogether(EncodedTile tile, IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs)
    {
        int largest = 1;
        foreach (AxisTensor? tensor in outputs.SelectMany(o => o).Concat(tile.Beside).Append(tile.Features))
        {
            largest = Math.Max(largest, tensor?.Memory.Length ?? 0);
        }

        return (int)Math.Max(1, MostBytes / largest);
    }

    private void DecodeOne(
        EncodedTile tile, AxisTensor features, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
    {
        AxisTensor?[] decoded = new AxisTensor?[_stackedOutputs.Length];
        Place(outputs, decoded);
        if (decoded.Any(tensor => tensor is not null))
        {
            _decoder.Run([features, .. tile.Beside.Take(_stackedInputs.Length - 1)], decoded, cancellationToken);
        }
    }

    private void DecodeTogether(
        EncodedTile tile,
        AxisTensor[] features,
        IReadOnlyList<AxisTensor?>[] outputs,
        CancellationToken cancellationToken)
    {
        for (int i = 0; i < _stackedInputs.Length; i++)
        {
            AxisTensor[] parts = i == 0 ? features : [.. Enumerable.Repeat(tile.Beside[i - 1], features.Length)];
            AxisTensor stack = Stack(ref _stackedInputs[i], parts[0], parts.Length);
            for (int k = 0; k < (stack == parts[0] ? 0 : parts.Length); k++)
            {
                parts[k].Bytes.CopyTo(stack.Bytes[(k * parts[k].Memory.Length)..]);
            }
        }

        AxisTensor?[][] decoded = [.. outputs.Select(_ => new AxisTensor?[_stackedOutputs.Length])];
        for (int k = 0; k < outputs.Length; k++)
        {
            Place(outputs[k], decoded[k]);
        }

        AxisTensor?[] stacked = new AxisTensor?[_stackedOutputs.Length];
        for (int i = 0; i < stacked.Length; i++)
        {
            AxisTensor? wanted = decoded.Select(d => d[i]).FirstOrDefault(tensor => tensor is not null);
            stacked[i] = wanted is null ? null : Stack(ref _stackedOutputs[i], wanted, outputs.Length);
        }

        if (stacked.All(tensor => tensor is null))
        {
            return;
        }

        _decoder.Run(_stackedInputs, stacked, cancellationToken);
        for (int i = 0; i < stacked.Length; i++)
        {
            for (int k = 0; k < outputs.Length; k++)
            {
                if (decoded[k][i] is AxisTensor output)
                {
                    stacked[i]!.Bytes.Slice(k * output.Memory.Length, output.Memory.Length).CopyTo(output.Bytes);
                }
            }
        }
    }

    /// <summary>Sorts the outputs that the decoder gives into its order.</summary>
    private void Place(IReadOnlyList<AxisTensor?> outputs, AxisTensor?[] decoded)
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sources[i].Part == OutputSource.Giver.Decoder)
            {
                decoded[_sources[i].Index] = outputs[i];
            }
        }
    }

    private void CopyOthers(
        EncodedTile tile, IReadOnlyList<AxisTensor> features, IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs)
    {
        for (int k = 0; k < features.Count; k++)
        {
            for (int i = 0; i < _sources.Length; i++)
            {
                AxisTensor? source = _sources[i].Part switch
                {
                    OutputSource.Giver.Beside => tile.Beside[_sources[i].Index],
                    OutputSource.Giver.Features => features[k],
                    _ => null,
                };
                if (source is not null && outputs[k][i] is AxisTensor output)
                {
                    source.Bytes.CopyTo(output.Bytes);
                }
            }
        }
    }

    /// <summary>A tensor of several along the first dimension; a number without dimensions stays alone.</summary>
    private static AxisTensor Stack(ref AxisTensor? existing, AxisTensor one, int count)
    {
        if (one.Shape.Count == 0)
        {
            return existing = one;
        }

        TensorShape shape = one.Shape.WithSize(one.Shape[0].Id, one.Shape[0].Size * count);
        if (existing is null || !existing.Shape.Equals(shape) || existing.ElementType != one.ElementType)
        {
            existing = AxisTensor.Uninitialized(shape, one.ElementType);
        }

        return existing;
    }
}
