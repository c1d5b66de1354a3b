namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>A grid of light: rows of pixels.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record Plane(int Width, int Height)
{
    /// <summary>The pixels, row by row.</summary>
    public float[] Values { get; } = new float[Width * Height];

    /// <summary>A pixel.</summary>
    public ref float this[int x, int y] => ref Values[(y * Width) + x];
}
