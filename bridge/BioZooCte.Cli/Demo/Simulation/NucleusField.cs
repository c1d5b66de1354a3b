namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>
/// Nuclei scattered over a plane, each labelled from 1 on. Where two overlap, the pixel is the earlier one's;
/// their light adds up.
/// </summary>
internal sealed class NucleusField
{
    private const int AttemptsPerNucleus = 200;
    private const int Subpixels = 3;

    private readonly SimulationCondition _condition;
    private readonly CounterRandom _random;
    private readonly List<(double X, double Y, double Radius)> _placed = [];

    private NucleusField(SimulationCondition condition, int size, CounterRandom random)
    {
        _condition = condition;
        _random = random;
        Light = new Plane(size, size);
        Labels = new ushort[size * size];
    }

    /// <summary>Light relative to an average nucleus, sharp.</summary>
    public Plane Light { get; }

    /// <summary>The nucleus that each pixel's centre lies in; 0 for none.</summary>
    public ushort[] Labels { get; }

    /// <summary>Scatters nuclei.</summary>
    /// <param name="condition">What they look like.</param>
    /// <param name="size">Rows and columns of the plane.</param>
    /// <param name="density">Nuclei relative to the stated density.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static NucleusField Scatter(
        SimulationCondition condition, int size, double density, CounterRandom random)
    {
        NucleusField field = new(condition, size, random);
        double millimetres = size * condition.Optics.PixelMicrometres / 1000;
        double expected = density * condition.Nuclei.PerSquareMillimetre * millimetres * millimetres;
        for (int wanted = random.Poisson(expected); wanted > 0; wanted--)
        {
            field.Place(new Nucleus(condition.Nuclei, condition.Optics, random));
        }

        return field;
    }

    /// <summary>Tries places until the nucleus fits; a plane that is full takes no more.</summary>
    private void Place(Nucleus nucleus)
    {
        for (int attempt = 0; attempt < AttemptsPerNucleus; attempt++)
        {
            (double x, double y) = Somewhere(nucleus);
            if (Overlap(nucleus, x, y) <= _condition.Nuclei.MaximumOverlap)
            {
                Draw(nucleus, x, y);
                _placed.Add((x, y, nucleus.Radius));
                return;
            }
        }
    }

    private (double X, double Y) Somewhere(Nucleus nucleus)
    {
        if (_placed.Count == 0 || _random.Uniform() >= _condition.Nuclei.Clustering)
        {
            return (_random.Uniform(0, Light.Width), _random.Uniform(0, Light.Height));
        }

        (double x, double y, double radius) = _placed[(int)(_random.Uniform() * _placed.Count)];
        double distance = (radius + nucleus.Radius) * _random.Uniform(0.9, 1.2);
        double direction = _random.Uniform(0, 2 * Math.PI);
        return (x + (distance * Math.Cos(direction)), y + (distance * Math.Sin(direction)));
    }

    /// <summary>The share of the nucleus' pixels that are another's already; 1 for one outside altogether.</summary>
    private double Overlap(Nucleus nucleus, double centreX, double centreY)
    {
        int inside = 0;
        int taken = 0;
        foreach ((int x, int y) in Around(nucleus, centreX, centreY))
        {
            if (nucleus.Contains(x + 0.5 - centreX, y + 0.5 - centreY))
            {
                inside++;
                taken += Labels[(y * Light.Width) + x] == 0 ? 0 : 1;
            }
        }

        return inside == 0 ? 1 : (double)taken / inside;
    }

    private void Draw(Nucleus nucleus, double centreX, double centreY)
    {
        foreach ((int x, int y) in Around(nucleus, centreX, centreY))
        {
            Light[x, y] += (float)MeanLight(nucleus, x - centreX, y - centreY);
            ref ushort label = ref Labels[(y * Light.Width) + x];
            if (label == 0 && nucleus.Contains(x + 0.5 - centreX, y + 0.5 - centreY))
            {
                label = (ushort)(_placed.Count + 1);
            }
        }
    }

    private static double MeanLight(Nucleus nucleus, double left, double top)
    {
        double sum = 0;
        for (int i = 0; i < Subpixels * Subpixels; i++)
        {
            sum += nucleus.LightAt(
                left + (((i % Subpixels) + 0.5) / Subpixels), top + (((i / Subpixels) + 0.5) / Subpixels));
        }

        return sum / (Subpixels * Subpixels);
    }

    private IEnumerable<(int X, int Y)> Around(Nucleus nucleus, double centreX, double centreY)
    {
        int left = Math.Max(0, (int)Math.Floor(centreX - nucleus.Reach));
        int right = Math.Min(Light.Width - 1, (int)Math.Ceiling(centreX + nucleus.Reach));
        int top = Math.Max(0, (int)Math.Floor(centreY - nucleus.Reach));
        int bottom = Math.Min(Light.Height - 1, (int)Math.Ceiling(centreY + nucleus.Reach));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                yield return (x, y);
            }
        }
    }
}
