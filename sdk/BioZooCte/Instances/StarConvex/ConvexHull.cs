using System.Collections.Immutable;

namespace BioZooCte.Instances.StarConvex;

/// <summary>The triangles of the convex hull of points around the origin, one point added after another.</summary>
internal static class ConvexHull
{
    private const double Slack = 1e-12;

    /// <summary>The faces, each with its points in the sense that has the outside in front.</summary>
    /// <param name="points">z, y, x of each point; at least 4, not all in one plane.</param>
    public static ImmutableArray<(int A, int B, int C)> FacesOf(double[] points)
    {
        int count = points.Length / 3;
        int[] first = Simplex(points, count);
        List<(int A, int B, int C)> faces =
        [
            (first[0], first[1], first[2]),
            (first[0], first[3], first[1]),
            (first[1], first[3], first[2]),
            (first[2], first[3], first[0]),
        ];
        if (Volume(points, faces[0], first[3]) > 0)
        {
            faces = [.. faces.Select(f => (f.A, f.C, f.B))];
        }

        for (int point = 0; point < count; point++)
        {
            if (!first.Contains(point))
            {
                Add(points, faces, point);
            }
        }

        return [.. faces];
    }

    private static void Add(double[] points, List<(int A, int B, int C)> faces, int point)
    {
        HashSet<(int From, int To)> edges = [];
        List<(int A, int B, int C)> hidden = [];
        foreach ((int A, int B, int C) face in faces)
        {
            if (Volume(points, face, point) <= Slack)
            {
                hidden.Add(face);
                continue;
            }

            edges.UnionWith([(face.A, face.B), (face.B, face.C), (face.C, face.A)]);
        }

        faces.Clear();
        faces.AddRange(hidden);
        faces.AddRange(edges.Where(e => !edges.Contains((e.To, e.From)))
            .OrderBy(e => e.From).ThenBy(e => e.To).Select(e => (e.From, e.To, point)));
    }

    private static int[] Simplex(double[] points, int count)
    {
        // The ends of the spiral, and the two next points that span a volume with them.
        for (int b = 1; b < count - 1; b++)
        {
            for (int c = b + 1; c < count - 1; c++)
            {
                if (Math.Abs(Volume(points, (0, b, count - 1), c)) > 1e-6)
                {
                    return [0, b, count - 1, c];
                }
            }
        }

        throw new ArgumentException("The points lie in one plane; expected a volume.", nameof(points));
    }

    /// <summary>Six times the volume of a face and a point; above 0 where the point sees the face.</summary>
    private static double Volume(double[] p, (int A, int B, int C) face, int point)
    {
        Span<double> m = stackalloc double[9];
        for (int axis = 0; axis < 3; axis++)
        {
            m[axis] = p[(3 * face.B) + axis] - p[(3 * face.A) + axis];
            m[3 + axis] = p[(3 * face.C) + axis] - p[(3 * face.A) + axis];
            m[6 + axis] = p[(3 * point) + axis] - p[(3 * face.A) + axis];
        }

        return (m[0] * ((m[4] * m[8]) - (m[5] * m[7])))
            - (m[1] * ((m[3] * m[8]) - (m[5] * m[6])))
            + (m[2] * ((m[3] * m[7]) - (m[4] * m[6])));
    }
}
