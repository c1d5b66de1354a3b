using System.Diagnostics;

using BioZooCte.Instances;
using BioZooCte.Instances.StarConvex;

namespace BioZooCte.Tests.Instances.StarConvex;

/// <summary>Star-convex objects of fields that are known exactly.</summary>
[TestClass]
public sealed class StarConvexInstancesTests
{
    private static readonly StarConvexRule Plane = new(StarRays.Plane(32), 0.3, 0.4, [1, 1, 1], [0, 0, 0, 0, 0, 0]);

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Label_Disks_AreFoundInTheOrderOfTheirProbability(int factor)
    {
        StarScene scene = new(new GridSize(1, 51, 61), (0, 20, 20, 12, 0.8f), (0, 30, 44, 11, 0.9f)) { Factor = factor };

        (int[] labels, int count) = scene.Label(Plane with { Grid = [1, factor, factor] });

        Assert.AreEqual(2, count);
        scene.AssertLabels(labels, Math.Cos(Math.PI / 32) - 1e-4, 2, 1);
    }

    [TestMethod]
    public void Label_FourRays_HaveExactlyTheirPixels()
    {
        // Distances 3, 2, 1, 2 from (5, 6): the corners (5, 9), (7, 6), (5, 5), (3, 6).
        float[] values = new float[5 * 121];
        int centre = (5 * 11) + 6;
        (values[centre], values[121 + centre], values[242 + centre]) = (0.9f, 3, 2);
        (values[363 + centre], values[484 + centre]) = (1, 2);
        int[] labels = new int[121];

        new StarConvexInstances(Plane with { Rays = StarRays.Plane(4) }).Label(
            values, new GridSize(1, 11, 11), labels, new GridSize(1, 11, 11), CancellationToken.None);

        string[] expected = ["......1....", "......11...", ".....11111.", "......11...", "......1...."];
        string found = string.Concat(labels.Select(l => l == 0 ? '.' : (char)('0' + l)));
        Assert.AreEqual(string.Concat(expected), found.Substring(33, 55));
        Assert.AreEqual(10 + 1, labels.Sum());
    }

    [TestMethod]
    [DataRow(0.01, 1)]
    [DataRow(-0.01, 2)]
    public void Label_TwoDisks_AreOneWhereTheirOverlapIsAboveTheThreshold(double lower, int expected)
    {
        // Only the centres are candidates. Each polygon has the share n/2 · sin(2π/n) / π of its circle.
        const double Radius = 20;
        const double Apart = 22;
        double lens = (2 * Radius * Radius * Math.Acos(Apart / (2 * Radius)))
            - (Apart / 2 * Math.Sqrt((4 * Radius * Radius) - (Apart * Apart)));
        double share = lens / (Math.PI * Radius * Radius);
        StarScene scene = new(new GridSize(1, 60, 90), (0, 30, 30, Radius, 1), (0, 30, 30 + Apart, Radius, 0.99f));

        (_, int count) = scene.Label(
            Plane with { Rays = StarRays.Plane(256), ProbabilityThreshold = 0.96, OverlapThreshold = share - lower });

        Assert.AreEqual(expected, count);
    }

    [TestMethod]
    public void Label_Threshold_IsStrictAndBorderIsNoCandidate()
    {
        StarScene scene = new(new GridSize(1, 40, 40), (0, 2, 20, 9, 0.5f), (0, 28, 20, 9, 0.5f));

        Assert.AreEqual(2, scene.Label(Plane with { ProbabilityThreshold = 0.49 }).Count);
        Assert.AreEqual(0, scene.Label(Plane with { ProbabilityThreshold = 0.5 }).Count);
        Assert.AreEqual(1, scene.Label(Plane with { ProbabilityThreshold = 0.49, Border = [0, 0, 3, 0, 0, 0] }).Count);
        Assert.AreEqual(1, scene.Label(Plane with { ProbabilityThreshold = 0.49, Border = [0, 0, 0, 12, 0, 0] }).Count);
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(2.0)]
    public void Label_Spheres_AreFound(double anisotropy)
    {
        StarRays rays = StarRays.Volume(96, [anisotropy, 1, 1]);
        StarScene scene = new(new GridSize(26, 30, 42), (12, 14, 13, 9, 0.9f), (13, 15, 30, 8, 0.8f));

        (int[] labels, int count) = scene.Label(Plane with { Rays = rays, Grid = [1, 1, 1] });

        Assert.AreEqual(2, count);
        scene.AssertLabels(labels, 0.85, 1, 2);
    }

    [TestMethod]
    public void Label_OverlapLabel_IsThatOfVoxelsInBoth()
    {
        StarScene scene = new(new GridSize(30, 30, 46), (15, 15, 15, 10, 0.9f), (15, 15, 29, 10, 0.8f));
        StarConvexRule rule = Plane with { Rays = StarRays.Volume(96, [1, 1, 1]), ProbabilityThreshold = 0.7 };
        int between = (((15 * 30) + 15) * 46) + 22;

        Assert.AreEqual(1, scene.Label(rule).Labels[between]);
        Assert.AreEqual(99, scene.Label(rule with { OverlapLabel = 99 }).Labels[between]);
    }

    [TestMethod]
    public void FacesOf_Spiral_CloseTheSphere()
    {
        StarRays rays = StarRays.Volume(96, [1, 1, 1]);
        StarShape ball = new(rays, (0, 0, 0), [.. Enumerable.Repeat(10f, 96)]);

        Assert.HasCount((2 * 96) - 4, rays.Faces);
        Assert.IsGreaterThan(8.5, ball.InnerRadius);
        Assert.IsLessThan(4 * Math.PI / 3 * 1000, ball.Size);
        Assert.IsGreaterThan(4 * Math.PI / 3 * Math.Pow(ball.InnerRadius, 3), ball.Size);
    }

    [TestMethod]
    public void Label_NotANumber_IsRefusedByPlace()
    {
        StarScene scene = new(new GridSize(1, 20, 20), (0, 10, 10, 6, 0.9f));
        float[] values = scene.Output(Plane.Rays);
        values[400 + (10 * 20) + 10] = float.NaN;

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new StarConvexInstances(Plane).Label(
            values, scene.Elements, new int[400], scene.Grid, CancellationToken.None));

        Assert.AreEqual("the distance along ray 0 at z 0, y 10, x 10 is NaN; expected a number.", error.Message);
    }

    [TestMethod]
    public void Label_AnImageFullOfObjects_TakesSeconds()
    {
        (double, double, double, double, float)[] disks =
        [
            .. Enumerable.Range(0, 1600).Select(i =>
                (0.0, 12 + (25.0 * (i / 40)), 12 + (25.0 * (i % 40)), 11.0, 0.9f)),
        ];
        StarConvexRule rule = Plane with { Grid = [1, 2, 2] };
        StarScene scene = new(new GridSize(1, 1024, 1024), disks) { Factor = 2 };
        float[] values = scene.Output(rule.Rays);
        int[] labels = new int[scene.Grid.Pixels];

        Stopwatch time = Stopwatch.StartNew();
        int count = new StarConvexInstances(rule).Label(
            values, scene.Elements, labels, scene.Grid, CancellationToken.None);

        Assert.AreEqual(1600, count);
        Console.WriteLine($"1024 x 1024, 1600 star-convex objects: {time.Elapsed.TotalSeconds:0.00} s");
        Assert.IsLessThan(30, time.Elapsed.TotalSeconds);
    }
}
