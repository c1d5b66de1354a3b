using BioZooCte.Instances;
using BioZooCte.Instances.Flows;

namespace BioZooCte.Tests.Instances.Flows;

/// <summary>Balls, and what a network that knows them gives: flows to their centres times 5, and logits.</summary>
/// <param name="Grid">The lengths.</param>
/// <param name="Balls">Centres and radii.</param>
internal sealed record FlowScene(GridSize Grid, params (int Z, int Y, int X, double R)[] Balls)
{
    /// <summary>How far flows are turned from the way to the centre, in a plane.</summary>
    public double Turn { get; init; }

    public float Logit { get; init; } = 4;

    public int Axes => Grid.Depth > 1 ? 3 : 2;

    public int[] Expected()
    {
        int[] labels = new int[Grid.Pixels];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = 1 + Array.FindIndex(Balls, ball => Offset(i, ball).Length <= ball.R);
        }

        return labels;
    }

    public float[] Output()
    {
        float[] values = new float[(Axes + 1) * Grid.Pixels];
        int[] labels = Expected();
        (double sine, double cosine) = Math.SinCos(Turn);
        for (int i = 0; i < labels.Length; i++)
        {
            values[(Axes * Grid.Pixels) + i] = labels[i] > 0 ? Logit : -4;
            if (labels[i] == 0)
            {
                continue;
            }

            (double z, double y, double x, double length) = Offset(i, Balls[labels[i] - 1]);
            if (length > 0)
            {
                double[] way = [-z / length, ((cosine * -y) - (sine * -x)) / length, ((sine * -y) + (cosine * -x)) / length];
                for (int axis = 0; axis < Axes; axis++)
                {
                    values[(axis * Grid.Pixels) + i] = (float)(5 * way[3 - Axes + axis]);
                }
            }
        }

        return values;
    }

    public (int[] Labels, int Count) Label(FlowRule rule)
    {
        int[] labels = new int[Grid.Pixels];
        return (labels, new FlowInstances(rule).Label(Output(), Grid, labels, CancellationToken.None));
    }

    private (double Z, double Y, double X, double Length) Offset(int place, (int Z, int Y, int X, double R) ball)
    {
        (int row, int column) = Math.DivRem(place, Grid.Width);
        double z = (row / Grid.Height) - ball.Z;
        double y = (row % Grid.Height) - ball.Y;
        double x = column - ball.X;
        return (z, y, x, Math.Sqrt((z * z) + (y * y) + (x * x)));
    }
}
