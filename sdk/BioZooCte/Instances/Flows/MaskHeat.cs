namespace BioZooCte.Instances.Flows;

/// <summary>
/// Heat in one mask: each round adds 1 at the pixel nearest to its middle and replaces each pixel by the mean of its
/// 3 × 3 neighbours, those outside the mask being cold. There are twice as many rounds as the mask is high and wide
/// together, so that the heat reaches all of it.
/// </summary>
internal sealed class MaskHeat
{
    private readonly int[] _pixels;
    private readonly int[] _places;
    private readonly int _width;
    private readonly int _rounds;
    private readonly int _source;
    private double[] _heat;
    private double[] _next;

    /// <summary>A mask, cold.</summary>
    /// <param name="pixels">Its pixels in C order; at least one.</param>
    /// <param name="grid">The lengths of the plane.</param>
    public MaskHeat(ReadOnlySpan<int> pixels, GridSize grid)
    {
        _pixels = pixels.ToArray();
        (int lowY, int highY) = (_pixels[0] / grid.Width, _pixels[^1] / grid.Width);
        int lowX = _pixels.Min(p => p % grid.Width);
        int highX = _pixels.Max(p => p % grid.Width);
        _width = highX - lowX + 3;
        int height = highY - lowY + 3;
        _rounds = 2 * (height - 2 + _width - 2);
        _heat = new double[_width * height];
        _next = new double[_width * height];
        _places = [.. _pixels.Select(p => (((p / grid.Width) - lowY + 1) * _width) + (p % grid.Width) - lowX + 1)];
        double middleY = _places.Average(p => (double)(p / _width));
        double middleX = _places.Average(p => (double)(p % _width));
        _source = _places.MinBy(p =>
        {
            double y = (p / _width) - middleY;
            double x = (p % _width) - middleX;
            return (y * y) + (x * x);
        });
    }

    /// <summary>The mean squared difference between the mask's flows and those given.</summary>
    public double Error(float[] flows, GridSize grid, CancellationToken cancellationToken)
    {
        for (int round = 0; round < _rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Diffuse();
        }

        double sum = 0;
        for (int i = 0; i < _pixels.Length; i++)
        {
            (double y, double x) = FlowAt(_places[i]);
            double differenceY = y - flows[_pixels[i]];
            double differenceX = x - flows[grid.Pixels + _pixels[i]];
            sum += (differenceY * differenceY) + (differenceX * differenceX);
        }

        return sum / _pixels.Length;
    }

    /// <summary>Uphill at a place, of length 1; 0 where the heat is even.</summary>
    private (double Y, double X) FlowAt(int place)
    {
        double y = _heat[place + _width] - _heat[place - _width];
        double x = _heat[place + 1] - _heat[place - 1];
        double length = Math.Sqrt((y * y) + (x * x));
        return length == 0 ? (0, 0) : (y / length, x / length);
    }

    private void Diffuse()
    {
        _heat[_source]++;
        foreach (int place in _places)
        {
            double sum = 0;
            for (int row = place - _width; row <= place + _width; row += _width)
            {
                sum += _heat[row - 1] + _heat[row] + _heat[row + 1];
            }

            _next[place] = sum / 9;
        }

        (_heat, _next) = (_next, _heat);
    }
}
