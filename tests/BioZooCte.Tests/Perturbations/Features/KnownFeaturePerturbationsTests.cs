using BioZooCte.Perturbations.Features;

namespace BioZooCte.Tests.Perturbations.Features;

[TestClass]
public sealed class KnownFeaturePerturbationsTests
{
    [TestMethod]
    [DataRow("dropout:0.30", "dropout", 0.3, "dropout:0.3", true)]
    [DataRow("dropout:1", "dropout", 1.0, "dropout:1", true)]
    [DataRow("dropout-bernoulli:0.2", "dropout-bernoulli", 0.2, "dropout-bernoulli:0.2", true)]
    [DataRow("dropout-elements:0", "dropout-elements", 0.0, "dropout-elements:0", true)]
    [DataRow("feature-noise:1.5", "feature-noise", 1.5, "feature-noise:1.5", true)]
    [DataRow("feature-drop:0.8", "feature-drop", 0.8, "feature-drop:0.8", false)]
    [DataRow("feature-drop:0.70-0.9", "feature-drop", 0.8, "feature-drop:0.7-0.9", true)]
    public void Parse_NameAndStrength_GiveThePerturbation(
        string text, string name, double strength, string canonical, bool isRandom)
    {
        FeaturePerturbation perturbation = KnownFeaturePerturbations.Parse(text);

        Assert.AreEqual(name, perturbation.Name);
        Assert.AreEqual(strength, perturbation.Strength, 1e-12);
        Assert.AreEqual(text, perturbation.Label);
        Assert.AreEqual(text, perturbation.ToString());
        Assert.AreEqual(canonical, perturbation.Canonical);
        Assert.AreEqual(isRandom, perturbation.IsRandom);
        Assert.IsTrue(KnownFeaturePerturbations.IsNamedBy(text));
    }

    [TestMethod]
    [DataRow(
        "drop:0.3",
        "'drop' is none; expected one of dropout, dropout-bernoulli, dropout-elements, feature-noise, feature-drop.")]
    [DataRow("dropout", "no strength; expected NAME:STRENGTH such as dropout:0.3.")]
    [DataRow("feature-drop", "no strength; expected NAME:STRENGTH such as feature-drop:0.8.")]
    [DataRow("dropout:", "strength ''; expected a number such as 0.3.")]
    [DataRow("feature-drop:", "strength ''; expected a number such as 0.3.")]
    [DataRow("dropout:0,3", "strength '0,3'; expected a number such as 0.3.")]
    [DataRow("dropout:0.1-0.3", "strength '0.1-0.3'; expected a number such as 0.3.")]
    [DataRow("dropout:1.1", "strength 1.1; expected a number from 0 to 1.")]
    [DataRow("dropout-elements:-0.1", "strength -0.1; expected a number from 0 to 1.")]
    [DataRow("feature-noise:-1", "strength -1; expected a number not below 0.")]
    [DataRow("feature-drop:0.9-0.7", "strength 0.9-0.7; expected LOW-HIGH, such as 0.7-0.9.")]
    [DataRow("feature-drop:0.7-1.9", "strength 1.9; expected a number from 0 to 1.")]
    public void Parse_AnythingElse_SaysWhatWasFoundAndExpected(string text, string message)
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => KnownFeaturePerturbations.Parse(text));

        Assert.AreEqual($"perturbation '{text}': {message}", error.Message);
    }

    [TestMethod]
    public void IsNamedBy_PerturbationOfTheInput_IsNot() =>
        Assert.IsFalse(KnownFeaturePerturbations.IsNamedBy("gamma:1.5"));
}
