namespace BioZooCte.Instances.StarConvex;

/// <summary>A place relative to a centre, in pixels.</summary>
internal readonly record struct Corner(double Z, double Y, double X)
{
    /// <summary>The distance from the centre.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>The way from one place to another.</summary>
    public static Corner operator -(Corner to, Corner from) => new(to.Z - from.Z, to.Y - from.Y, to.X - from.X);

    /// <summary>The scalar product.</summary>
    public double Dot(Corner other) => (Z * other.Z) + (Y * other.Y) + (X * other.X);

    /// <summary>The vector product, in the order z, y, x.</summary>
    public Corner Cross(Corner other) => new(
        (Y * other.X) - (X * other.Y), (X * other.Z) - (Z * other.X), (Z * other.Y) - (Y * other.Z));
}
