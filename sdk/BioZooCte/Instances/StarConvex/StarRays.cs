using System.Collections.Immutable;

namespace BioZooCte.Instances.StarConvex;

/// <summary>
/// Directions from the centre of an object, and the faces that join their ends. In a plane the rays go round evenly,
/// the first along x, the second towards y; in a volume they lie on a golden spiral from −z to z
/// (Weigert et al. 2020, arXiv:1908.03636).
/// </summary>
/// <param name="Directions">z, y, x of each ray, of length 1; z is 0 in a plane.</param>
/// <param name="Faces">
/// Three rays each, seen from outside in one sense; in a plane two, and −1 in front.
/// </param>
internal sealed record StarRays(ImmutableArray<double> Directions, ImmutableArray<(int A, int B, int C)> Faces)
{
    /// <summary>The number of rays.</summary>
    public int Count => Directions.Length / 3;

    /// <summary>Whether they lie in a plane.</summary>
    public bool IsPlane => Faces[0].A < 0;

    /// <summary>Rays of a plane, at angles of 2πk/n.</summary>
    public static StarRays Plane(int count)
    {
        ImmutableArray<double>.Builder directions = ImmutableArray.CreateBuilder<double>(3 * count);
        for (int k = 0; k < count; k++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * k / count);
            directions.AddRange(0, sine, cosine);
        }

        return new StarRays(
            directions.ToImmutable(), [.. Enumerable.Range(0, count).Select(k => (-1, k, (k + 1) % count))]);
    }

    /// <summary>Rays of a volume on a golden spiral.</summary>
    /// <param name="count">Their number, at least 4.</param>
    /// <param name="anisotropy">The relative size of a voxel along z, y, x.</param>
    public static StarRays Volume(int count, ImmutableArray<double> anisotropy)
    {
        double angle = (3 - Math.Sqrt(5)) * Math.PI;
        double[] round = new double[3 * count];
        double[] directions = new double[3 * count];
        for (int k = 0; k < count; k++)
        {
            double z = -1 + (2.0 * k / (count - 1));
            double radius = Math.Sqrt(Math.Max(0, 1 - (z * z)));
            (double sine, double cosine) = Math.SinCos(angle * k);
            (round[3 * k], round[(3 * k) + 1], round[(3 * k) + 2]) = (z, radius * sine, radius * cosine);
            double length = 0;
            for (int axis = 0; axis < 3; axis++)
            {
                directions[(3 * k) + axis] = round[(3 * k) + axis] / anisotropy[axis];
                length += directions[(3 * k) + axis] * directions[(3 * k) + axis];
            }

            for (int axis = 0; axis < 3; axis++)
            {
                directions[(3 * k) + axis] /= Math.Sqrt(length);
            }
        }

        // Which rays are neighbours does not change where the sphere is stretched along its axes.
        return new StarRays([.. directions], ConvexHull.FacesOf(round));
    }
}
