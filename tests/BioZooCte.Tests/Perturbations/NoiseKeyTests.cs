using BioZooCte.Perturbations;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class NoiseKeyTests
{
    private static readonly InputPerturbation Noise = KnownPerturbations.Parse("noise:0.1");

    [TestMethod]
    public void For_Seed0_IsTheBeginningOfTheHash() =>
        Assert.AreEqual(0x5788155ddff29e82ul, NoiseKey.For(0, "000.png", Noise, 0).Value);

    [TestMethod]
    public void For_AnotherSeedImageStrengthOrRun_IsAnotherKey()
    {
        NoiseKey[] keys =
        [
            NoiseKey.For(0, "000.png", Noise, 0),
            NoiseKey.For(1, "000.png", Noise, 0),
            NoiseKey.For(0, "001.png", Noise, 0),
            NoiseKey.For(0, "000.png", KnownPerturbations.Parse("noise:0.2"), 0),
            NoiseKey.For(0, "000.png", Noise, 1),
        ];
        Assert.AreEqual(keys.Length, keys.Distinct().Count());
    }

    [TestMethod]
    public void For_AnotherSpellingOfTheStrength_IsTheSameKey() => Assert.AreEqual(
        NoiseKey.For(0, "a.tif", Noise, 0),
        NoiseKey.For(0, "a.tif", KnownPerturbations.Parse("noise:1.0e-1"), 0));
}
