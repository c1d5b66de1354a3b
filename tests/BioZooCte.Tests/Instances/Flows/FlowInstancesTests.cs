using System.Diagnostics;

using BioZooCte.Instances;
using BioZooCte.Instances.Flows;

namespace BioZooCte.Tests.Instances.Flows;

/// <summary>Objects of flows that are known exactly.</summary>
[TestClass]
public sealed class FlowInstancesTests
{
    private static readonly FlowRule Usual = new(0, 0.4, 15);

    private static readonly FlowScene Disks = new(new GridSize(1, 50, 60), (0, 20, 18, 12), (0, 28, 42, 11));

    [TestMethod]
    public void Label_TwoDisks_AreFoundExactly()
    {
        (int[] labels, int count) = Disks.Label(Usual);

        Assert.AreEqual(2, count);
        AssertSame(Disks.Expected(), labels);
    }

    [TestMethod]
    public void Label_DisksThatTouch_AreToldApart()
    {
        FlowScene scene = new(new GridSize(1, 40, 60), (0, 20, 18, 11), (0, 20, 40, 11));

        (int[] labels, int count) = scene.Label(Usual);

        Assert.AreEqual(2, count);
        AssertSame(scene.Expected(), labels);
    }

    [TestMethod]
    public void Label_TwoSpheres_AreFoundExactly()
    {
        FlowScene scene = new(new GridSize(24, 26, 40), (12, 12, 11, 7), (11, 13, 28, 8));

        (int[] labels, int count) = scene.Label(Usual);

        Assert.AreEqual(2, count);
        AssertSame(scene.Expected(), labels);
    }

    [TestMethod]
    public void Label_LogitAtTheThreshold_IsBackground()
    {
        Assert.AreEqual(0, Disks.Label(Usual with { ObjectThreshold = 4 }).Count);
        Assert.AreEqual(2, Disks.Label(Usual with { ObjectThreshold = 3.9 }).Count);
    }

    [TestMethod]
    public void Label_MinSize_DropsSmallerObjects()
    {
        int[] sizes = [.. Enumerable.Range(1, 2).Select(label => Disks.Expected().Count(l => l == label))];

        Assert.IsLessThan(sizes[0], sizes[1]);
        Assert.AreEqual(2, Disks.Label(Usual with { MinSize = sizes[1] }).Count);
        Assert.AreEqual(1, Disks.Label(Usual with { MinSize = sizes[1] + 1 }).Count);
        Assert.AreEqual(0, Disks.Label(Usual with { MinSize = sizes[0] + 1 }).Count);
    }

    [TestMethod]
    public void Label_ObjectOfMoreThanTwoFifthsOfTheImage_IsDropped()
    {
        FlowScene scene = new(new GridSize(1, 32, 32), (0, 16, 16, 12));

        Assert.IsGreaterThan(0.4 * 32 * 32, scene.Expected().Sum());
        Assert.AreEqual(0, scene.Label(Usual).Count);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.5)]
    [DataRow(1.2)]
    [DataRow(Math.PI)]
    public void Errors_TurnedFlows_AreTwiceOneMinusTheCosine(double turn)
    {
        FlowScene scene = Disks with { Turn = turn };
        float[] flows = [.. scene.Output().Take(2 * scene.Grid.Pixels).Select(f => f / 5)];

        double[] errors = MaskFlows.Errors(scene.Expected(), 2, flows, scene.Grid, CancellationToken.None);

        // A disk of pixels has flows to its middle up to what its jagged edge and 3 × 3 neighbours do.
        Assert.AreEqual(2 * (1 - Math.Cos(turn)), errors[1], 0.05);
        Assert.AreEqual(2 * (1 - Math.Cos(turn)), errors[2], 0.05);
    }

    [TestMethod]
    public void Label_FlowsUnlikeTheirMask_AreDroppedAboveTheThreshold()
    {
        // Turned by 0.5 they still spiral inwards: 2 (1 − cos 0.5) = 0.245.
        FlowScene turned = Disks with { Turn = 0.5 };

        Assert.AreEqual(2, turned.Label(Usual).Count);
        Assert.AreEqual(0, turned.Label(Usual with { FlowThreshold = 0.15 }).Count);
        Assert.AreEqual(2, turned.Label(Usual with { FlowThreshold = 0 }).Count);
    }

    [TestMethod]
    public void Label_NotANumber_IsRefusedByPlace()
    {
        float[] values = Disks.Output();
        values[Disks.Grid.Pixels + (3 * 60) + 7] = float.NaN;

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new FlowInstances(Usual).Label(
            values, Disks.Grid, new int[Disks.Grid.Pixels], CancellationToken.None));

        Assert.AreEqual("the flow along x at z 0, y 3, x 7 is NaN; expected a number.", error.Message);
    }

    [TestMethod]
    public void Label_AnImageFullOfObjects_TakesSeconds()
    {
        (int, int, int, double)[] disks =
            [.. Enumerable.Range(0, 1600).Select(i => (0, 12 + (25 * (i / 40)), 12 + (25 * (i % 40)), 11.0))];
        FlowScene scene = new(new GridSize(1, 1024, 1024), disks);
        float[] values = scene.Output();
        int[] labels = new int[scene.Grid.Pixels];

        Stopwatch time = Stopwatch.StartNew();
        int count = new FlowInstances(Usual).Label(values, scene.Grid, labels, CancellationToken.None);

        Assert.AreEqual(1600, count);
        Console.WriteLine($"1024 x 1024, 1600 objects of flows: {time.Elapsed.TotalSeconds:0.00} s");
        Assert.IsLessThan(60, time.Elapsed.TotalSeconds);
    }

    /// <summary>The same objects, whatever their numbers.</summary>
    private static void AssertSame(int[] expected, int[] labels)
    {
        Dictionary<int, int> numbers = [];
        for (int i = 0; i < expected.Length; i++)
        {
            numbers.TryAdd(expected[i], labels[i]);
            Assert.AreEqual(numbers[expected[i]], labels[i], $"pixel {i}");
        }

        Assert.AreEqual(0, numbers[0]);
        Assert.AreEqual(numbers.Count, numbers.Values.Distinct().Count());
    }
}
