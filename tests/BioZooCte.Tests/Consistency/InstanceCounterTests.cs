using BioZooCte.Consistency;
using BioZooCte.Instances;

namespace BioZooCte.Tests.Consistency;

/// <summary>The blocks' sums are those of the whole, which <see cref="ForegroundRandScore"/> computes at once.</summary>
[TestClass]
public sealed class InstanceCounterTests
{
    private static readonly ConsistencyMetric Program = KnownMetrics.Parse("vrand");
    private static readonly ConsistencyMetric Formula = KnownMetrics.Parse("vrand-paper");

    [TestMethod]
    [DataRow(1, 1, 1, 1)]
    [DataRow(1, 40, 37, 8)]
    [DataRow(1, 40, 37, 40)]
    [DataRow(3, 20, 33, 16)]
    [DataRow(2, 9, 130, 13)]
    public void Blocks_OfRandomLabels_AddUpToTheScoreOfTheWhole(int depth, int height, int width, int edge)
    {
        GridSize grid = new(depth, height, width);
        for (int seed = 0; seed < 20; seed++)
        {
            int[] first = Labels(grid, seed, objects: 6);
            int[] second = Labels(grid, seed + 100, objects: 9);

            PairCounts program = Sum(Count(first, second, grid, edge, Program));
            PairCounts formula = Sum(Count(first, second, grid, edge, Formula));

            AssertNear(ForegroundRandScore.Program(first, second, grid).Score, Program.Score(program));
            AssertNear(ForegroundRandScore.Paper(first, second).Score, Formula.Score(formula));
        }
    }

    [TestMethod]
    public void Block_CountsThePairsOfItsOwnPixels()
    {
        // One object of six becomes two of three; two blocks of four and two pixels.
        PairCounts[] blocks = Count([1, 1, 1, 1, 1, 1], [1, 1, 1, 2, 2, 2], new GridSize(1, 1, 6), 4, Program);

        Assert.HasCount(2, blocks);
        Assert.AreEqual((4L, 20.0, 8.0, 8.0), Of(blocks[0]));
        Assert.AreEqual((2L, 10.0, 4.0, 4.0), Of(blocks[1]));
        Assert.AreEqual(12 / ((30 + 12) / 2.0), Program.Score(Sum(blocks)));

        static (long, double, double, double) Of(PairCounts c) =>
            (c.InstancePixels, c.PairsInUnperturbed, c.PairsInPerturbed, c.PairsInBoth);
    }

    [TestMethod]
    public void UnperturbedWithoutInstance_HasNoScoreByTheProgram_AndOneByTheFormula()
    {
        GridSize grid = new(1, 1, 4);
        int[] none = [0, 0, 0, 0];
        int[] one = [1, 1, 0, 0];

        Assert.IsNull(Program.Score(Sum(Count(none, one, grid, 4, Program))));
        Assert.AreEqual(2 / 3.0, Formula.Score(Sum(Count(none, one, grid, 4, Formula)))!.Value, 1e-15);
        Assert.IsNull(Formula.Score(Sum(Count(none, none, grid, 4, Formula))));
    }

    [TestMethod]
    public void BothVariants_CompareInstances_AndCanBeCombined()
    {
        foreach (ConsistencyMetric metric in (ConsistencyMetric[])[Program, Formula])
        {
            Assert.IsTrue(metric.ComparesInstances);
            Assert.IsTrue(metric.CanBeCombined);
            Assert.IsTrue(metric.HigherIsBetter);
        }
    }

    private static PairCounts[] Count(int[] first, int[] second, GridSize grid, int edge, ConsistencyMetric metric)
    {
        int width = (grid.Width + edge - 1) / edge;
        PairCounts[] blocks = new PairCounts[width * ((grid.Height + edge - 1) / edge)];
        InstanceCounter.Count(
            first,
            second,
            grid,
            [.. Enumerable.Range(0, grid.Height).Select(y => y / edge)],
            [.. Enumerable.Range(0, grid.Width).Select(x => x / edge)],
            width,
            metric.Measures,
            blocks);
        return blocks;
    }

    private static PairCounts Sum(IEnumerable<PairCounts> blocks) =>
        blocks.Aggregate(default(PairCounts), (sum, block) => sum + block);

    /// <summary>Boxes at random places, later ones over earlier ones; some images have none.</summary>
    private static int[] Labels(GridSize grid, int seed, int objects)
    {
        Random random = new(seed);
        int[] labels = new int[grid.Pixels];
        for (int label = 1; label <= random.Next(objects + 1); label++)
        {
            int z = random.Next(grid.Depth);
            int y = random.Next(grid.Height);
            int x = random.Next(grid.Width);
            for (int i = 0; i < labels.Length; i++)
            {
                (int row, int column) = Math.DivRem(i, grid.Width);
                bool isInside = column >= x && column < x + 12 && row % grid.Height >= y && row % grid.Height < y + 7
                    && row / grid.Height >= z;
                labels[i] = isInside ? label : labels[i];
            }
        }

        return labels;
    }

    private static void AssertNear(double? expected, double? found)
    {
        Assert.AreEqual(expected is null, found is null);
        Assert.AreEqual(expected ?? 0, found ?? 0, 1e-12);
    }
}
