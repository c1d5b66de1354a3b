using System.Numerics;

using BioZooCte.Instances;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// Labels of 4096 × 4096 pixels: components and V^Rand against a plain scalar pass over the labels, the
/// watershed against the components of its mask. The objects are discs of many sizes that touch, with noise
/// on their boundaries.
/// </summary>
internal sealed class InstanceRatio : IRatio
{
    private const int Side = 4096;
    private const double Goal = 12;

    /// <summary>The greatest radius over half the spacing: some objects touch.</summary>
    private const double Typical = 0.95;

    /// <summary>The same where most objects touch several.</summary>
    private const double Crowded = 1.15;

    private const double Least = 0.5;
    private const int Spacing = 48;

    /// <summary>From the rim inwards until a boundary's probability is 0, in pixels: networks give about as much.</summary>
    private const double RimWidth = 6;

    private static readonly GridSize Grid = new(1, Side, Side);

    private readonly int[] _labels = new int[Side * Side];
    private readonly int[] _other = new int[Side * Side];
    private long _sum;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        bool[] mask = new bool[Side * Side];
        float[] boundary = new float[Side * Side];
        Draw(mask, boundary, Typical);
        yield return new RatioResult(
            "components / plain pass over labels, 4096 x 4096",
            Interleaved.Ratio(() => Components(mask), Pass, repetitions: 2),
            Goal);
        bool[] noise = Noise();
        yield return new RatioResult(
            "the same of noise, every second pixel",
            Interleaved.Ratio(() => Components(noise), Pass, repetitions: 1),
            Goal: null);
        float[] foreground = [.. mask.Select(inside => inside ? 1f : 0f)];
        new InstanceSegmenter(new InstanceOptions()).Segment(foreground, boundary, Grid, _other);
        Components(mask);
        int[] unperturbed = [.. _labels];
        int[] perturbed = [.. _other];
        yield return new RatioResult(
            "V^Rand with band / plain pass over labels, 4096 x 4096",
            Interleaved.Ratio(
                () => _sum += ForegroundRandScore.Program(unperturbed, perturbed, Grid).Pixels,
                Pass,
                repetitions: 2),
            Goal);
        yield return new RatioResult(
            "V^Rand by the paper / plain pass over labels, 4096 x 4096",
            Interleaved.Ratio(
                () => _sum += ForegroundRandScore.Paper(unperturbed, perturbed).Pixels, Pass, repetitions: 2),
            Goal);
        yield return Watershed("watershed on a boundary / components of its mask, 4096 x 4096", mask, boundary, Goal);
        yield return WatershedOnDistances("watershed on distances / components of its mask", mask, Goal);
        Array.Clear(mask);
        Array.Clear(boundary);
        Draw(mask, boundary, Crowded);
        yield return Watershed("the same on a boundary, objects that all hang together", mask, boundary, null);
        yield return WatershedOnDistances("the same on distances, objects that all hang together", mask, null);
    }

    private RatioResult Watershed(string name, bool[] mask, float[] boundary, double? goal)
    {
        int[] seeds = Seeds(mask, boundary);
        return new RatioResult(
            name, Interleaved.Ratio(() => Grow(seeds, boundary), () => Components(mask), repetitions: 1), goal);
    }

    private RatioResult WatershedOnDistances(string name, bool[] mask, double? goal)
    {
        int[] distances = new int[Side * Side];
        DistanceTransform.Squared(mask, Grid, distances);
        int[] relief = [.. distances.Select(distance => -distance)];
        DistancePeaks.Mark(distances, Grid, 1, _labels);
        int[] seeds = [.. _labels.Select((label, i) => mask[i] ? label : -1)];
        return new RatioResult(
            name, Interleaved.Ratio(() => Grow(seeds, relief), () => Components(mask), repetitions: 1), goal);
    }

    private void Grow<T>(int[] seeds, T[] relief)
        where T : unmanaged, INumber<T>
    {
        seeds.CopyTo(_other, 0);
        SeededWatershed.Grow<T>(relief, Grid, PixelNeighbours.Faces, _other);
    }

    private void Components(bool[] mask) =>
        _sum += ConnectedComponents.Label(mask, Grid, PixelNeighbours.Faces, _labels);

    private void Pass()
    {
        long sum = 0;
        foreach (int label in _labels)
        {
            sum += label;
        }

        _sum += sum;
    }

    private static bool[] Noise()
    {
        Random random = new(3);
        bool[] mask = new bool[Side * Side];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = random.Next(2) == 0;
        }

        return mask;
    }

    /// <summary>Seeds where there is no boundary, 0 elsewhere inside, −1 outside.</summary>
    private static int[] Seeds(bool[] mask, float[] boundary)
    {
        int[] seeds = new int[mask.Length];
        ConnectedComponents.Label(
            [.. mask.Select((inside, i) => inside && boundary[i] <= 0.5f)],
            Grid,
            PixelNeighbours.Faces,
            seeds);
        return [.. seeds.Select((seed, i) => mask[i] ? seed : -1)];
    }

    /// <summary>Discs on a jittered grid; the boundary's probability rises towards their rims.</summary>
    private static void Draw(bool[] mask, float[] boundary, double greatest)
    {
        Random random = new(1);
        for (int row = 0; row < Side / Spacing; row++)
        {
            for (int column = 0; column < Side / Spacing; column++)
            {
                double y = (row + 0.5 + ((random.NextDouble() - 0.5) / 3)) * Spacing;
                double x = (column + 0.5 + ((random.NextDouble() - 0.5) / 3)) * Spacing;
                double radius = Spacing / 2.0 * (Least + (random.NextDouble() * (greatest - Least)));
                DrawDisc(mask, boundary, y, x, radius, random);
            }
        }
    }

    private static void DrawDisc(
        bool[] mask, float[] boundary, double centreY, double centreX, double radius, Random random)
    {
        for (int y = Math.Max(0, (int)(centreY - radius)); y < Math.Min(Side, centreY + radius); y++)
        {
            for (int x = Math.Max(0, (int)(centreX - radius)); x < Math.Min(Side, centreX + radius); x++)
            {
                double depth = radius - Math.Sqrt(Math.Pow(y - centreY, 2) + Math.Pow(x - centreX, 2));
                if (depth > 0)
                {
                    float rim = (float)Math.Clamp(
                        1 - (depth / RimWidth) + (0.2 * (random.NextDouble() - 0.5)), 0, 1);
                    int pixel = (y * Side) + x;
                    boundary[pixel] = Math.Max(boundary[pixel], rim);
                    mask[pixel] = true;
                }
            }
        }
    }
}
