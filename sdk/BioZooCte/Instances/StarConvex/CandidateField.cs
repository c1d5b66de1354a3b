using System.Globalization;

namespace BioZooCte.Instances.StarConvex;

/// <summary>The elements of a network's output that are candidates: where they lie, and how far they reach.</summary>
internal sealed class CandidateField
{
    private readonly StarConvexRule _rule;
    private readonly GridSize _elements;
    private readonly List<int> _places = [];
    private readonly List<float> _probabilities = [];
    private readonly List<float> _radii = [];

    /// <summary>Finds the candidates.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="values">Probabilities, then distances along each ray.</param>
    /// <param name="elements">The lengths of each map.</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public CandidateField(StarConvexRule rule, ReadOnlySpan<float> values, GridSize elements)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            values.Length, (rule.Rays.Count + 1) * elements.Pixels, nameof(values));
        _rule = rule;
        _elements = elements;
        for (int i = 0; i < elements.Pixels; i++)
        {
            if (float.IsNaN(values[i]))
            {
                throw NotANumber("probability", i, values[i]);
            }

            if (values[i] > rule.ProbabilityThreshold && IsInsideBorder(i))
            {
                _places.Add(i);
                _probabilities.Add(values[i]);
                _radii.Add(RadiusOf(values, i));
            }
        }
    }

    /// <summary>The number of candidates.</summary>
    public int Count => _places.Count;

    /// <summary>The candidates, the most probable first, of equal ones the first in C order.</summary>
    public int[] ByProbability() =>
        [.. Enumerable.Range(0, Count).OrderByDescending(i => _probabilities[i]).ThenBy(i => i)];

    /// <summary>The longest distance of a candidate.</summary>
    public float RadiusOf(int candidate) => _radii[candidate];

    /// <summary>A candidate's centre in pixels of the image.</summary>
    public (double Z, double Y, double X) CentreOf(int candidate)
    {
        (int z, int y, int x) = PositionOf(_places[candidate]);
        return ((double)z * _rule.Grid[0], (double)y * _rule.Grid[1], (double)x * _rule.Grid[2]);
    }

    /// <summary>A candidate's shape.</summary>
    public StarShape ShapeOf(int candidate, ReadOnlySpan<float> values)
    {
        Span<float> distances = stackalloc float[Math.Min(_rule.Rays.Count, 1024)];
        distances = _rule.Rays.Count > 1024 ? new float[_rule.Rays.Count] : distances;
        for (int ray = 0; ray < distances.Length; ray++)
        {
            distances[ray] = values[((ray + 1) * _elements.Pixels) + _places[candidate]];
        }

        return new StarShape(_rule.Rays, CentreOf(candidate), distances);
    }

    private (int Z, int Y, int X) PositionOf(int place)
    {
        (int row, int x) = Math.DivRem(place, _elements.Width);
        (int z, int y) = Math.DivRem(row, _elements.Height);
        return (z, y, x);
    }

    private bool IsInsideBorder(int place)
    {
        (int z, int y, int x) = PositionOf(place);
        return z >= _rule.Border[0] && z < _elements.Depth - _rule.Border[1]
            && y >= _rule.Border[2] && y < _elements.Height - _rule.Border[3]
            && x >= _rule.Border[4] && x < _elements.Width - _rule.Border[5];
    }

    private float RadiusOf(ReadOnlySpan<float> values, int place)
    {
        float radius = 0;
        for (int ray = 1; ray <= _rule.Rays.Count; ray++)
        {
            float distance = values[(ray * _elements.Pixels) + place];
            radius = float.IsFinite(distance)
                ? Math.Max(radius, distance)
                : throw NotANumber($"distance along ray {ray - 1}", place, distance);
        }

        return radius;
    }

    private ArgumentException NotANumber(string what, int place, float found)
    {
        (int z, int y, int x) = PositionOf(place);
        return new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"the {what} at z {z}, y {y}, x {x} is {found}; expected a number."));
    }
}
