using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class InstanceSegmenterTests
{
    private static readonly InstanceOptions Everything = new() { MinSize = 0 };

    [TestMethod]
    public void Segment_BoundaryBetweenTwo_DividesThem()
    {
        float[] foreground = [0.1f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.1f];
        float[] boundary = [0, 0, 0.6f, 0.9f, 0.8f, 0, 0];

        int[] labels = Segment(Everything, foreground, boundary, new GridSize(1, 1, 7), out int count);

        Assert.AreEqual(2, count);
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 1, 2, 2, 0 }, labels);
    }

    [TestMethod]
    public void Segment_ComponentsWithBoundary_LeaveItOut()
    {
        float[] foreground = [0.9f, 0.9f, 0.9f, 0.5f];
        float[] boundary = [0.5f, 0.51f, 0, 0];

        int[] labels = Segment(
            Everything with { Method = InstanceMethod.Components }, foreground, boundary, new GridSize(1, 1, 4), out _);

        CollectionAssert.AreEqual(new[] { 1, 0, 2, 0 }, labels);
    }

    [TestMethod]
    public void Segment_PlaceThatNoSeedReaches_IsAComponentOfItsOwn()
    {
        float[] foreground = [0.9f, 0.9f, 0, 0.9f, 0.9f];
        float[] boundary = [0, 0, 0, 0.9f, 0.9f];

        int[] labels = Segment(Everything, foreground, boundary, new GridSize(1, 1, 5), out int count);

        Assert.AreEqual(2, count);
        CollectionAssert.AreEqual(new[] { 1, 1, 0, 2, 2 }, labels);
    }

    [TestMethod]
    public void Segment_TwoDiscsThatTouch_AreToldApartByTheDistance()
    {
        GridSize grid = new(1, 21, 40);
        float[] foreground = [.. TestImages.Places(grid).Select(
            p => Math.Min(Square(p.X - 11, p.Y - 10), Square(p.X - 28, p.Y - 10)) <= 81 ? 1f : 0f)];

        int[] labels = Segment(Everything, foreground, [], grid, out int count);
        int[] together = Segment(
            Everything with { Method = InstanceMethod.Components }, foreground, [], grid, out int components);

        Assert.AreEqual(1, components);
        Assert.AreEqual(2, count);
        Assert.AreEqual(labels[(10 * 40) + 5], labels[(10 * 40) + 17]);
        Assert.AreNotEqual(labels[(10 * 40) + 17], labels[(10 * 40) + 22]);
        CollectionAssert.AreEqual(together.Select(l => l > 0).ToArray(), labels.Select(l => l > 0).ToArray());
    }

    [TestMethod]
    public void Segment_NotchBelowTheProminence_DoesNotDivide()
    {
        GridSize grid = new(1, 21, 40);
        float[] foreground = [.. TestImages.Places(grid).Select(
            p => Math.Min(Square(p.X - 11, p.Y - 10), Square(p.X - 28, p.Y - 10)) <= 81 ? 1f : 0f)];

        Segment(Everything with { SeedProminence = 9 }, foreground, [], grid, out int count);

        Assert.AreEqual(1, count);
    }

    [TestMethod]
    public void Segment_NothingButForeground_IsOneObject()
    {
        int[] labels = Segment(Everything, [1, 1, 1, 1, 1, 1], [], new GridSize(1, 2, 3), out int count);

        Assert.AreEqual(1, count);
        Assert.IsTrue(labels.All(label => label == 1));
    }

    [TestMethod]
    public void Segment_RingAndAPixel_FillsTheOneAndDropsTheOther()
    {
        (int[] pixels, GridSize grid) = TestImages.Labels("111..", "1.1.1", "111..");
        float[] foreground = [.. pixels.Select(p => (float)p)];

        int[] labels = Segment(
            new InstanceOptions { Method = InstanceMethod.Components, MinSize = 9, FillHoles = true },
            foreground, [], grid, out int count);

        Assert.AreEqual(1, count);
        CollectionAssert.AreEqual(TestImages.Labels("111..", "111..", "111..").Labels, labels);
    }

    [TestMethod]
    public void Segment_NaNForeground_IsBackground()
    {
        int[] labels = Segment(Everything, [float.NaN, 1], [], new GridSize(1, 1, 2), out _);

        CollectionAssert.AreEqual(new[] { 0, 1 }, labels);
    }

    [TestMethod]
    public void Options_OutsideTheirRange_SayWhatIsExpected()
    {
        ArgumentOutOfRangeException threshold = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new InstanceOptions { ForegroundThreshold = float.NaN });
        ArgumentOutOfRangeException prominence = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new InstanceOptions { SeedProminence = 0 });

        Assert.StartsWith("A threshold of probabilities; expected a number from 0 to 1.", threshold.Message);
        Assert.StartsWith("The prominence of a seed; expected a number of pixels above 0.", prominence.Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new InstanceOptions { MinSize = -1 });
    }

    private static int[] Segment(
        InstanceOptions options, float[] foreground, float[] boundary, GridSize grid, out int count)
    {
        int[] labels = new int[grid.Pixels];
        count = new InstanceSegmenter(options).Segment(foreground, boundary, grid, labels);
        return labels;
    }

    private static int Square(int x, int y) => (x * x) + (y * y);
}
