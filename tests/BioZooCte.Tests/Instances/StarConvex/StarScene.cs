using BioZooCte.Instances;
using BioZooCte.Instances.StarConvex;

namespace BioZooCte.Tests.Instances.StarConvex;

/// <summary>Balls, and what a network that knows them gives: probabilities and exact distances along rays.</summary>
/// <param name="Grid">The lengths of the image.</param>
/// <param name="Balls">Centres and radii in pixels, and the probability at the centre.</param>
internal sealed record StarScene(GridSize Grid, params (double Z, double Y, double X, double R, float P)[] Balls)
{
    /// <summary>Pixels for one element, along every axis that is longer than 1.</summary>
    public int Factor { get; init; } = 1;

    public GridSize Elements => new(Up(Grid.Depth), Up(Grid.Height), Up(Grid.Width));

    /// <summary>The probability falls from a ball's centre to 0 at its surface; the last ball in a place counts.</summary>
    public float[] Output(StarRays rays)
    {
        GridSize size = Elements;
        float[] values = new float[(rays.Count + 1) * size.Pixels];
        for (int i = 0; i < size.Pixels; i++)
        {
            (int row, int column) = Math.DivRem(i, size.Width);
            double z = row / size.Height * Factor;
            double y = row % size.Height * Factor;
            double x = column * Factor;
            foreach ((double Z, double Y, double X, double R, float P) ball in Balls)
            {
                Corner to = new(z - ball.Z, y - ball.Y, x - ball.X);
                if (to.Length >= ball.R)
                {
                    continue;
                }

                values[i] = (float)(ball.P * (1 - (to.Length / ball.R)));
                for (int ray = 0; ray < rays.Count; ray++)
                {
                    Corner way = new(
                        rays.Directions[3 * ray], rays.Directions[(3 * ray) + 1], rays.Directions[(3 * ray) + 2]);
                    double along = to.Dot(way);
                    double root = Math.Sqrt((along * along) - (to.Length * to.Length) + (ball.R * ball.R));
                    values[((ray + 1) * size.Pixels) + i] = (float)(root - along);
                }
            }
        }

        return values;
    }

    public (int[] Labels, int Count) Label(StarConvexRule rule)
    {
        int[] labels = new int[Grid.Pixels];
        int count = new StarConvexInstances(rule).Label(
            Output(rule.Rays), Elements, labels, Grid, CancellationToken.None);
        return (labels, count);
    }

    /// <summary>
    /// Holds labels to balls: what is nearer to a centre than a share of the radius has its label, what is outside of
    /// all is background.
    /// </summary>
    public void AssertLabels(int[] labels, double share, params int[] expected)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            (int row, int x) = Math.DivRem(i, Grid.Width);
            bool isOutside = true;
            for (int ball = 0; ball < Balls.Length; ball++)
            {
                (double cz, double cy, double cx, double radius, _) = Balls[ball];
                double distance = new Corner((row / Grid.Height) - cz, (row % Grid.Height) - cy, x - cx).Length;
                isOutside &= distance > radius + 1e-4;
                if (distance < share * radius)
                {
                    Assert.AreEqual(expected[ball], labels[i], $"ball {ball}, pixel {i}");
                }
            }

            if (isOutside)
            {
                Assert.AreEqual(0, labels[i], $"outside, pixel {i}");
            }
        }
    }

    private int Up(int length) => length == 1 ? 1 : (length + Factor - 1) / Factor;
}
