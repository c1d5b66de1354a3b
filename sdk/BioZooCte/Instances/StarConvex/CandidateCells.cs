namespace BioZooCte.Instances.StarConvex;

/// <summary>
/// Candidates that are not yet decided, in cubes of space: only those near a winner are looked at, and each leaves
/// when it is decided.
/// </summary>
internal sealed class CandidateCells
{
    private const double LeastEdge = 4;

    private readonly CandidateField _field;
    private readonly Dictionary<(int Z, int Y, int X), List<int>> _cells = [];
    private readonly bool[] _isOpen;
    private readonly double _edge;
    private readonly double _greatestRadius;

    /// <summary>All candidates, not yet decided.</summary>
    /// <param name="field">The candidates.</param>
    /// <param name="order">Their order.</param>
    public CandidateCells(CandidateField field, int[] order)
    {
        _field = field;
        _isOpen = new bool[field.Count];
        double sum = 0;
        foreach (int candidate in order)
        {
            sum += field.RadiusOf(candidate);
            _greatestRadius = Math.Max(_greatestRadius, field.RadiusOf(candidate));
        }

        _edge = Math.Max(LeastEdge, sum / Math.Max(1, order.Length));
        foreach (int candidate in order)
        {
            (int, int, int) cell = CellAt(field.CentreOf(candidate), 0);
            if (!_cells.TryGetValue(cell, out List<int>? inside))
            {
                _cells.Add(cell, inside = []);
            }

            inside.Add(candidate);
            _isOpen[candidate] = true;
        }
    }

    /// <summary>Takes a candidate out; false where it was decided before.</summary>
    public bool Remove(int candidate)
    {
        bool isOpen = _isOpen[candidate];
        _isOpen[candidate] = false;
        return isOpen;
    }

    /// <summary>The undecided candidates whose reach meets that of another.</summary>
    public void CollectNear(int candidate, List<int> near)
    {
        near.Clear();
        (double Z, double Y, double X) centre = _field.CentreOf(candidate);
        double reach = _field.RadiusOf(candidate) + _greatestRadius;
        (int Z, int Y, int X) low = CellAt(centre, -reach);
        (int Z, int Y, int X) high = CellAt(centre, reach);
        double cells = (high.Z - low.Z + 1.0) * (high.Y - low.Y + 1.0) * (high.X - low.X + 1.0);
        if (cells > _cells.Count)
        {
            foreach (List<int> inside in _cells.Values)
            {
                Collect(inside, candidate, centre, near);
            }

            return;
        }

        for (int z = low.Z; z <= high.Z; z++)
        {
            for (int y = low.Y; y <= high.Y; y++)
            {
                for (int x = low.X; x <= high.X; x++)
                {
                    if (_cells.TryGetValue((z, y, x), out List<int>? inside))
                    {
                        Collect(inside, candidate, centre, near);
                    }
                }
            }
        }
    }

    private void Collect(
        List<int> inside, int candidate, (double Z, double Y, double X) centre, List<int> near)
    {
        inside.RemoveAll(i => !_isOpen[i]);
        foreach (int other in inside)
        {
            (double z, double y, double x) = _field.CentreOf(other);
            Corner apart = new(z - centre.Z, y - centre.Y, x - centre.X);
            if (apart.Length < _field.RadiusOf(candidate) + _field.RadiusOf(other))
            {
                near.Add(other);
            }
        }
    }

    private (int Z, int Y, int X) CellAt((double Z, double Y, double X) centre, double offset) => (
        (int)Math.Floor((centre.Z + offset) / _edge),
        (int)Math.Floor((centre.Y + offset) / _edge),
        (int)Math.Floor((centre.X + offset) / _edge));
}
