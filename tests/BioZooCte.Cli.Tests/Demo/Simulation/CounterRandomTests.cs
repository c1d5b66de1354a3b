using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class CounterRandomTests
{
    [TestMethod]
    public void Bits_OfANamedKey_AreFixed()
    {
        CounterRandom random = new(7, 1, 2);

        ulong[] bits = [random.Bits(), random.Bits(), random.Bits(), random.Bits()];

        ulong[] expected = [0xE5BA260CED6981EC, 0x66D9874E490F8605, 0x9D9FCFD79CBA43E5, 0x88DAE23B96192C36];
        CollectionAssert.AreEqual(expected, bits);
    }

    [TestMethod]
    public void Bits_OfKeysInAnotherOrder_Differ() =>
        Assert.AreNotEqual(new CounterRandom(7, 1, 2).Bits(), new CounterRandom(7, 2, 1).Bits());

    [TestMethod]
    public void Normal_OverManyDraws_HasMean0AndVariance1()
    {
        CounterRandom random = new(1);
        (double mean, double variance) = Moments(200_000, random.Normal);

        Assert.AreEqual(0, mean, 0.01);
        Assert.AreEqual(1, variance, 0.02);
    }

    [TestMethod]
    public void Spread_OverManyDraws_HasItsCoefficientOfVariation()
    {
        CounterRandom random = new(2);
        (double mean, double variance) = Moments(200_000, () => random.Spread(0.3));

        Assert.AreEqual(0.3, Math.Sqrt(variance) / mean, 0.01);
    }

    [TestMethod]
    [DataRow(0.5)]
    [DataRow(5.0)]
    [DataRow(10.0)]
    [DataRow(50.0)]
    [DataRow(3000.0)]
    public void Poisson_OverManyDraws_HasMeanAndVarianceOfItsRate(double rate)
    {
        CounterRandom random = new(3);
        (double mean, double variance) = Moments(200_000, () => random.Poisson(rate));

        Assert.AreEqual(1, mean / rate, 0.02);
        Assert.AreEqual(1, variance / rate, 0.02);
    }

    [TestMethod]
    [DataRow(5.0)]
    [DataRow(12.0)]
    public void Poisson_OverManyDraws_HasItsProbabilities(double rate)
    {
        CounterRandom random = new(4);
        const int Draws = 200_000;
        int[] counts = new int[100];
        for (int i = 0; i < Draws; i++)
        {
            counts[random.Poisson(rate)]++;
        }

        double probability = Math.Exp(-rate);
        for (int k = 0; k < 30; k++)
        {
            Assert.AreEqual(probability, (double)counts[k] / Draws, 0.004, $"k = {k}");
            probability *= rate / (k + 1);
        }
    }

    [TestMethod]
    public void Poisson_OfNoLight_Is0() => Assert.AreEqual(0, new CounterRandom(5).Poisson(0));

    private static (double Mean, double Variance) Moments(int draws, Func<double> draw)
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++)
        {
            double value = draw();
            sum += value;
            squares += value * value;
        }

        double mean = sum / draws;
        return (mean, (squares / draws) - (mean * mean));
    }
}
