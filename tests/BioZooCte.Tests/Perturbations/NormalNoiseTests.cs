using BioZooCte.Perturbations;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class NormalNoiseTests
{
    private static readonly NoiseKey Key =
        NoiseKey.For(0, "000.png", KnownPerturbations.Parse("noise:0.1"), 0);

    [TestMethod]
    public void Fill_Seed0_BeginsWithTheseSixteenDeviates()
    {
        // By the definition in arithmetic of unlimited precision, outside this program.
        double[] expected =
        [
            0.529821833628925, 1.268061244435120, -1.260878300418236, -0.709863749772537,
            0.499247893720069, 0.930134508128946, 0.290331153765309, 0.687095557216371,
            -0.845094597041656, 0.015334073040378, 1.194026776483135, -0.302056692220969,
            1.001308496744286, -1.032824916534090, -0.152065634064983, 0.996515386325266,
        ];
        double[] actual = Draw(Key, default, 16);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-13, $"deviate {i}");
        }
    }

    [TestMethod]
    [DataRow(0, 0, 0, 0, 16, 1.298886733444608)]
    [DataRow(0, 0, 0, 0, 63, -1.468062852835522)]
    [DataRow(0, 0, 0, 0, 64, 1.021120904900953)]
    [DataRow(2, 0, 0, 7, 100, -1.513181087127172)]
    [DataRow(1, 3, 5, 7, 1000, 0.805264131102892)]
    public void Fill_AnyPlace_IsTheDefinition(
        int channel, int frame, int slice, int row, int column, double expected)
    {
        VoxelPosition place = new(channel, frame, slice, row, column);
        Assert.AreEqual(expected, Draw(Key, place, 1)[0], 1e-13);
    }

    [TestMethod]
    public void Fill_AnyPart_HasTheBitsOfTheWhole()
    {
        double[] whole = Draw(Key, default, 200);
        for (int start = 0; start < 130; start++)
        {
            for (int length = 1; length <= 67; length += 3)
            {
                double[] part = Draw(Key, new VoxelPosition(0, 0, 0, 0, start), length);
                Assert.IsTrue(whole.AsSpan(start, length).SequenceEqual(part), $"{length} from {start}");
            }
        }
    }

    [TestMethod]
    public void Fill_APlaneOfAStack_IsThatPlaneWithAnAxisOrWithoutOne()
    {
        double[] inStack = Draw(Key, new VoxelPosition(0, 2, 3, 4, 5), 20);
        double[] alone = Draw(Key with { Frame = 2, Slice = 3 }, new VoxelPosition(0, 0, 0, 4, 5), 20);
        CollectionAssert.AreEqual(inStack, alone);
    }

    [TestMethod]
    public void Fill_AMillionDeviates_AreNormal()
    {
        const int count = 1 << 20;
        double[] values = new double[count];
        for (int row = 0; row < 1024; row++)
        {
            NormalNoise.Fill(values.AsSpan(row * 1024, 1024), Key, new VoxelPosition(0, 0, 0, row, 0));
        }

        double mean = values.Average();
        double variance = values.Sum(v => v * v) / count;
        double skewness = values.Sum(v => v * v * v) / count;
        double kurtosis = values.Sum(v => v * v * v * v) / count;

        // Five standard errors of each: 1, √2, √15 and √96, over √count.
        double error = 5 / Math.Sqrt(count);
        Assert.AreEqual(0, mean, error);
        Assert.AreEqual(1, variance, error * Math.Sqrt(2));
        Assert.AreEqual(0, skewness, error * Math.Sqrt(15));
        Assert.AreEqual(3, kurtosis, error * Math.Sqrt(96));
        AssertShare(values, v => v > 1, 0.158655253931457);
        AssertShare(values, v => Math.Abs(v) > 2, 0.045500263896358);
        AssertShare(values, v => Math.Abs(v) > 3, 0.002699796063260);
        AssertShare(values, v => Math.Abs(v) > 4, 0.0000633424836662);
        AssertShare(values, v => Math.Abs(v) < 0.1, 0.079655674554058);
    }

    [TestMethod]
    public void Fill_NeighboursInEveryDirection_AreIndependent()
    {
        VoxelPosition here = new(1, 1, 1, 1, 0);
        double[] values = Rows(Key, here);
        double[][] others =
        [
            Rows(Key, here with { Column = 1 }),
            Rows(Key, here with { Column = 16 }),
            Rows(Key, here with { Column = 32 }),
            Rows(Key, here with { Row = 2 }),
            Rows(Key, here with { Slice = 2 }),
            Rows(Key, here with { Channel = 2 }),
            Rows(Key, here with { Frame = 2 }),
            Rows(new NoiseKey(Key.Value + 1), here),
        ];
        foreach (double[] other in others)
        {
            double correlation = values.Zip(other, (a, b) => a * b).Average();
            Assert.AreEqual(0, correlation, 5 / Math.Sqrt(values.Length));
            double ofSquares = values.Zip(other, (a, b) => ((a * a) - 1) * ((b * b) - 1)).Average();
            Assert.AreEqual(0, ofSquares, 10 / Math.Sqrt(values.Length));
        }
    }

    private static double[] Rows(NoiseKey key, VoxelPosition start) => [.. Enumerable.Range(0, 256)
        .SelectMany(row => Draw(key, start with { Row = start.Row + row }, 256))];

    private static double[] Draw(NoiseKey key, VoxelPosition start, int count)
    {
        double[] values = new double[count];
        NormalNoise.Fill(values, key, start);
        return values;
    }

    private static void AssertShare(double[] values, Func<double, bool> condition, double expected)
    {
        double share = (double)values.Count(condition) / values.Length;
        Assert.AreEqual(expected, share, 5 * Math.Sqrt(expected * (1 - expected) / values.Length));
    }
}
