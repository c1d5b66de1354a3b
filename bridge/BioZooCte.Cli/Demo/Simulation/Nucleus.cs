namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>A nucleus: an ellipse with a wavy outline, its thickness and nucleoli. Lengths are in pixels.</summary>
internal sealed class Nucleus
{
    private const int Waves = 4;
    private const double NucleolusBrightness = 0.45;

    private readonly double _major;
    private readonly double _minor;
    private readonly double _cosine;
    private readonly double _sine;
    private readonly double _flatness;
    private readonly double _outermost;
    private readonly double[] _amplitudes = new double[Waves];
    private readonly double[] _phases = new double[Waves];
    private readonly (double X, double Y)[] _nucleoli;
    private readonly double _nucleolusRadius;

    /// <summary>A nucleus at the origin; everything about it is drawn here.</summary>
    public Nucleus(NucleusSettings settings, OpticsSettings optics, CounterRandom random)
    {
        double radius =
            optics.Pixels(settings.DiameterMicrometres) / 2 * random.Spread(settings.DiameterVariation);
        double ratio = random.Uniform(1, settings.Elongation);
        _major = radius * Math.Sqrt(ratio);
        _minor = radius / Math.Sqrt(ratio);
        (_sine, _cosine) = Math.SinCos(random.Uniform(0, Math.PI));
        _flatness = settings.Flatness;
        for (int i = 0; i < Waves; i++)
        {
            _amplitudes[i] = settings.Irregularity * random.Normal() / (i + 2);
            _phases[i] = random.Uniform(0, 2 * Math.PI);
        }

        _outermost = Square(1 + _amplitudes.Sum(Math.Abs));
        Brightness = random.Spread(settings.BrightnessVariation);
        _nucleolusRadius = optics.Pixels(settings.NucleolusMicrometres) / 2;
        _nucleoli = new (double X, double Y)[random.Poisson(settings.Nucleoli)];
        for (int i = 0; i < _nucleoli.Length; i++)
        {
            double distance = 0.65 * _minor * Math.Sqrt(random.Uniform());
            double direction = random.Uniform(0, 2 * Math.PI);
            _nucleoli[i] = (distance * Math.Cos(direction), distance * Math.Sin(direction));
        }
    }

    /// <summary>Brightness relative to an average nucleus.</summary>
    public double Brightness { get; }

    /// <summary>Nothing of the nucleus lies farther than this from its centre.</summary>
    public double Reach => _major * Math.Sqrt(_outermost);

    /// <summary>Half of the mean extent, for laying nuclei side by side.</summary>
    public double Radius => Math.Sqrt(_major * _minor);

    /// <summary>Whether a place, relative to the centre, lies inside the outline.</summary>
    public bool Contains(double x, double y) => SquaredRadius(x, y) < 1;

    /// <summary>Light of a place, relative to the thickest place of an average nucleus; 0 outside.</summary>
    public double LightAt(double x, double y)
    {
        double squared = SquaredRadius(x, y);
        if (squared >= 1)
        {
            return 0;
        }

        double light = Brightness * Math.Pow(1 - squared, _flatness);
        foreach ((double X, double Y) nucleolus in _nucleoli)
        {
            double distance = (Square(x - nucleolus.X) + Square(y - nucleolus.Y)) / Square(_nucleolusRadius);
            light *= 1 - ((1 - NucleolusBrightness) * Math.Exp(-distance * distance));
        }

        return light;
    }

    /// <summary>
    /// The squared distance from the centre, 1 on the outline; beyond every wave that of the ellipse, above 1.
    /// </summary>
    private double SquaredRadius(double x, double y)
    {
        double along = ((x * _cosine) + (y * _sine)) / _major;
        double across = ((y * _cosine) - (x * _sine)) / _minor;
        double ellipse = (along * along) + (across * across);
        if (ellipse >= _outermost)
        {
            return ellipse;
        }

        double direction = Math.Atan2(across, along);
        double outline = 1;
        for (int i = 0; i < Waves; i++)
        {
            outline += _amplitudes[i] * Math.Cos(((i + 2) * direction) + _phases[i]);
        }

        return ellipse / (outline * outline);
    }

    private static double Square(double value) => value * value;
}
