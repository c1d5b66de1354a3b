using System.Globalization;

using BioZooCte.Perturbations;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class KnownPerturbationsTests
{
    [TestMethod]
    [DataRow("gamma:1.5", "gamma", 1.5, false, false)]
    [DataRow("contrast:0.70", "contrast", 0.7, false, true)]
    [DataRow("contrast:0", "contrast", 0.0, false, true)]
    [DataRow("brightness:-0.1", "brightness", -0.1, false, false)]
    [DataRow("noise:1e-1", "noise", 0.1, true, false)]
    public void Parse_NameAndStrength_GiveThePerturbation(
        string text, string name, double strength, bool isRandom, bool needsMean)
    {
        InputPerturbation perturbation = KnownPerturbations.Parse(text);
        Assert.AreEqual(name, perturbation.Name);
        Assert.AreEqual(strength, perturbation.Strength);
        Assert.AreEqual(text, perturbation.Label);
        Assert.AreEqual(text, perturbation.ToString());
        Assert.AreEqual(isRandom, perturbation.IsRandom);
        Assert.AreEqual(needsMean, perturbation.NeedsMean);
    }

    [TestMethod]
    [DataRow("gama:1.5", "'gama' is none; expected one of brightness, contrast, gamma, noise.")]
    [DataRow("", "'' is none; expected one of brightness, contrast, gamma, noise.")]
    [DataRow("gamma", "no strength; expected NAME:STRENGTH such as gamma:1.5.")]
    [DataRow("noise", "no strength; expected NAME:STRENGTH such as noise:0.1.")]
    [DataRow("gamma:", "strength ''; expected a number such as 0.1.")]
    [DataRow("gamma:1,5", "strength '1,5'; expected a number such as 0.1.")]
    [DataRow("gamma:1:2", "strength '1:2'; expected a number such as 0.1.")]
    [DataRow("brightness:NaN", "strength 'NaN'; expected a number such as 0.1.")]
    [DataRow("brightness:1e999", "strength '1e999'; expected a number such as 0.1.")]
    [DataRow("gamma:-0.5", "strength -0.5; expected a number above 0.")]
    [DataRow("gamma:0", "strength 0; expected a number above 0.")]
    [DataRow("contrast:-1", "strength -1; expected a number not below 0.")]
    [DataRow("noise:-0.1", "strength -0.1; expected a number not below 0.")]
    public void Parse_AnythingElse_SaysWhatWasFoundAndExpected(string text, string message)
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => KnownPerturbations.Parse(text));
        Assert.AreEqual($"perturbation '{text}': {message}", error.Message);
    }

    [TestMethod]
    public void Default_IsContrastAndGamma() => CollectionAssert.AreEqual(
        new[] { "contrast:0.7", "gamma:1.5" },
        KnownPerturbations.Default.Select(perturbation => perturbation.Label).ToArray());

    [TestMethod]
    public void Names_EachOfThem_CanBeParsed()
    {
        foreach (string name in KnownPerturbations.Names)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{name}:{0.5}");
            Assert.AreEqual(name, KnownPerturbations.Parse(text).Name);
        }
    }
}
