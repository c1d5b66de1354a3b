using BioZooCte.Features;
using BioZooCte.Supervised;

namespace BioZooCte.Tests.Supervised;

[TestClass]
public sealed class SupervisedOptionsTests
{
    [TestMethod]
    public void Options_ValuesThatCannotBe_AreRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new CcFvOptions { EnergyExponent = 3 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new CcFvOptions { EnergyExponent = -1 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new CcFvOptions { Ridge = -1e-9 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new CcFvOptions { DistanceFloor = double.NaN });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new GbcOptions { PrincipalAxes = 0 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => TransRate.Of(new FeatureSamples(1, [1, 2]), [0, 1], distortion: 0));
    }

    [TestMethod]
    public void Labels_NotOneForEachSample_AreRefused()
    {
        FeatureSamples features = new(1, [1, 2, 3]);

        Assert.ThrowsExactly<ArgumentException>(() => Leep.Of(features, [0, 1]));
        Assert.ThrowsExactly<ArgumentException>(() => LogMe.Of(features, []));
        Assert.ThrowsExactly<ArgumentException>(() => HScore.Of(features, default));
    }

    [TestMethod]
    public void Features_NoSample_AreRefused() => Assert.AreEqual(
        "samples: none; expected at least one.",
        Assert.ThrowsExactly<InvalidFeaturesException>(
            () => TransRate.Of(new FeatureSamples(2, []), [])).Message);

    [TestMethod]
    public void Projection_MoreAxesThanChannels_TakesAll()
    {
        FeatureSamples features = new(2, [0, 1, 2, 3, 1, 0, 5, 4]);

        double? all = Gbc.Of(features, [0, 0, 1, 1], new GbcOptions { PrincipalAxes = 2 }).Value;

        Assert.AreEqual(all, Gbc.Of(features, [0, 0, 1, 1], new GbcOptions { PrincipalAxes = 64 }).Value);
    }

    [TestMethod]
    public void Score_OneClass_SaysThatItRanksNothing()
    {
        FeatureSamples features = new(1, [1, 2, 4]);

        Assert.HasCount(1, TransRate.Of(features, [3, 3, 3]).Notes);
        Assert.HasCount(1, HScore.Of(features, [3, 3, 3]).Notes);
        Assert.HasCount(1, HScore.ShrunkOf(features, [3, 3, 3]).Notes);
    }

    [TestMethod]
    public void HScore_AsManyChannelsAsSamples_SaysSo()
    {
        FeatureSamples features = new(3, [1, 0, 0, 0, 1, 0, 0, 0, 1]);

        Assert.HasCount(1, HScore.Of(features, [0, 1, 1]).Notes);
        Assert.IsEmpty(HScore.ShrunkOf(features, [0, 1, 1]).Notes);
    }
}
