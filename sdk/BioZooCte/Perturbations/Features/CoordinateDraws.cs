using System.Runtime.Intrinsics;

namespace BioZooCte.Perturbations.Features;

/// <summary>
/// Random numbers that are a function of a key and a place alone: neither the batch, the tiles nor the order of images
/// changes them, and every model with as many channels loses the same.
/// </summary>
/// <remarks>
/// The 64 columns from 64·g on are drawn together: word w of lane l of the counters (16·g + l, row, slice, channel +
/// 65536·sample) of <see cref="Philox"/> is that of column 16·w + l of the group; divided by 2^32 it is the uniform
/// number. Numbers of channels stand where those of columns in row 0 of channel 0 stand.
/// </remarks>
internal sealed class CoordinateDraws(NoiseKey key) : FeatureDraws
{
    private const int Lanes = 16;

    private const int Group = 4 * Lanes;

    private const int ChannelsPerSample = 65536;

    private const double WordScale = 1.0 / 4294967296;

    /// <inheritdoc/>
    public override void Begin(long drawsOfSample)
    {
    }

    /// <inheritdoc/>
    public override int[] Choose(int count, int channels)
    {
        double[] places = new double[channels];
        FillChannels(places, batch: 0);
        int[] order = [.. Enumerable.Range(0, channels)];
        Array.Sort(places, order);
        return order[..count];
    }

    /// <inheritdoc/>
    public override void FillChannels(Span<double> uniforms, int batch) => FillRow(uniforms, default, batch);

    /// <inheritdoc/>
    public override void FillRow(Span<double> uniforms, VoxelPosition start, int batch)
    {
        VoxelPosition place = start with { Frame = start.Frame + key.Frame, Slice = start.Slice + key.Slice };
        Span<double> group = stackalloc double[Group];
        int done = 0;
        while (done < uniforms.Length)
        {
            int column = start.Column + done;
            int skipped = column & (Group - 1);
            int count = Math.Min(Group - skipped, uniforms.Length - done);
            FillGroup(group, (column - skipped) / Group, place, batch);
            group.Slice(skipped, count).CopyTo(uniforms[done..]);
            done += count;
        }
    }

    /// <inheritdoc/>
    public override double Draw()
    {
        Span<double> one = stackalloc double[1];
        FillChannels(one, batch: 0);
        return one[0];
    }

    private void FillGroup(Span<double> destination, int group, VoxelPosition place, int batch)
    {
        unchecked
        {
            Vector512<uint> c0 = Vector512<uint>.Indices + Vector512.Create((uint)(group * Lanes));
            Vector512<uint> c1 = Vector512.Create((uint)place.Row);
            Vector512<uint> c2 = Vector512.Create((uint)(place.Slice + (place.Frame * ChannelsPerSample)));
            Vector512<uint> c3 = Vector512.Create((uint)(place.Channel + (batch * ChannelsPerSample)));
            Philox.Scramble(key.Value, ref c0, ref c1, ref c2, ref c3);
            Spread(c0, destination);
            Spread(c1, destination[Lanes..]);
            Spread(c2, destination[(2 * Lanes)..]);
            Spread(c3, destination[(3 * Lanes)..]);
        }
    }

    private static void Spread(Vector512<uint> words, Span<double> destination)
    {
        (Vector512<ulong> lower, Vector512<ulong> upper) = Vector512.Widen(words);
        (Vector512.ConvertToDouble(lower) * WordScale).CopyTo(destination);
        (Vector512.ConvertToDouble(upper) * WordScale).CopyTo(destination[(Lanes / 2)..]);
    }
}
