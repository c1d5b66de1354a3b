namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>Turns expected light into an image: shot noise, read noise, gain, offset, saturation.</summary>
internal static class Camera
{
    /// <summary>The counts of one exposure, row by row.</summary>
    /// <param name="electrons">Expected photo-electrons.</param>
    /// <param name="settings">The camera.</param>
    /// <param name="random">Where the noise comes from.</param>
    public static ushort[] Expose(Plane electrons, CameraSettings settings, CounterRandom random)
    {
        ushort[] counts = new ushort[electrons.Values.Length];
        double highest = (1 << settings.Bits) - 1;
        for (int i = 0; i < counts.Length; i++)
        {
            double read = random.Poisson(electrons.Values[i]) + (settings.ReadNoiseElectrons * random.Normal());
            double count = settings.OffsetCounts + (read / settings.ElectronsPerCount);
            counts[i] = (ushort)Math.Clamp(Math.Round(count), 0, highest);
        }

        return counts;
    }
}
