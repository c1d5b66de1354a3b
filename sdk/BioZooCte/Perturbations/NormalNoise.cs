using System.Runtime.Intrinsics;

namespace BioZooCte.Perturbations;

/// <summary>
/// Normal deviates (mean 0, variance 1) that are a function of a key and a place alone, so any part of an
/// image gets what the whole image gets there.
/// </summary>
/// <remarks>
/// The 64 columns from 64·g on are drawn together: lane l of the sixteen counters (16·g + l, row, slice,
/// channel + 65536·frame) of <see cref="Philox"/> gives four words, two of which become by the method of Box
/// and Muller (1958, doi:10.1214/aoms/1177706645) the deviates of columns l and 16 + l of the group, the
/// other two those of columns 32 + l and 48 + l. Values reach to 6.8 deviations.
/// </remarks>
internal static class NormalNoise
{
    private const int Lanes = 16;

    private const int Group = 4 * Lanes;

    private const int ChannelsPerFrame = 65536;

    private const double WordScale = 1.0 / 4294967296;

    /// <summary>The deviates of the columns from a place on.</summary>
    public static void Fill(Span<double> destination, NoiseKey key, VoxelPosition start)
    {
        VoxelPosition place = start with { Frame = start.Frame + key.Frame, Slice = start.Slice + key.Slice };
        Span<double> group = stackalloc double[Group];
        int column = start.Column;
        while (!destination.IsEmpty)
        {
            int skipped = column % Group;
            int count = Math.Min(Group - skipped, destination.Length);
            if (count == Group)
            {
                FillGroup(destination[..Group], key.Value, column / Group, place);
            }
            else
            {
                FillGroup(group, key.Value, column / Group, place);
                group.Slice(skipped, count).CopyTo(destination);
            }

            column += count;
            destination = destination[count..];
        }
    }

    private static void FillGroup(Span<double> destination, ulong key, int group, VoxelPosition place)
    {
        Vector512<uint> c0 = Vector512<uint>.Indices + Vector512.Create((uint)(group * Lanes));
        Vector512<uint> c1 = Vector512.Create((uint)place.Row);
        Vector512<uint> c2 = Vector512.Create((uint)place.Slice);
        int channel = unchecked(place.Channel + (place.Frame * ChannelsPerFrame));
        Vector512<uint> c3 = Vector512.Create((uint)channel);
        Philox.Scramble(key, ref c0, ref c1, ref c2, ref c3);
        BoxMuller(c0, c1, destination);
        BoxMuller(c2, c3, destination[(2 * Lanes)..]);
    }

    private static void BoxMuller(Vector512<uint> radii, Vector512<uint> angles, Span<double> destination)
    {
        (Vector512<ulong> lowerRadii, Vector512<ulong> upperRadii) = Vector512.Widen(radii);
        (Vector512<ulong> lowerAngles, Vector512<ulong> upperAngles) = Vector512.Widen(angles);
        BoxMuller(lowerRadii, lowerAngles, destination);
        BoxMuller(upperRadii, upperAngles, destination[(Lanes / 2)..]);
    }

    private static void BoxMuller(Vector512<ulong> radii, Vector512<ulong> angles, Span<double> destination)
    {
        // Half a step off 0, whose logarithm there is not.
        Vector512<double> uniform = (Vector512.ConvertToDouble(radii) + Vector512.Create(0.5)) * WordScale;
        Vector512<double> radius = Vector512.Sqrt(Vector512.Log(uniform) * -2.0);
        Vector512<double> angle = Vector512.ConvertToDouble(angles) * (2 * Math.PI * WordScale);
        (Vector512<double> sine, Vector512<double> cosine) = Vector512.SinCos(angle);
        (radius * cosine).CopyTo(destination);
        (radius * sine).CopyTo(destination[Lanes..]);
    }
}
