using System.Collections.Immutable;

using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;

namespace BioZooCte.Tests.Estimation;

/// <summary>Options that cannot be.</summary>
[TestClass]
public sealed class EstimationOptionsTests
{
    /// <summary>Its pairs of predictions would have one name, and one place in a store.</summary>
    [TestMethod]
    public void Perturbations_OneTwice_IsRefused()
    {
        ImmutableArray<InputPerturbation> twice =
            [KnownPerturbations.Parse("gamma:1.5"), KnownPerturbations.Parse("noise:0.1"), KnownPerturbations.Parse("gamma:1.5")];
        FeaturePerturbation dropout = KnownFeaturePerturbations.Parse("dropout:0.3");

        const string Expected = "'gamma:1.5' stands twice; expected each perturbation once.";
        Assert.StartsWith(Expected, Refused(() => new EstimationOptions { Perturbations = twice }));
        Assert.StartsWith(Expected, Refused(() => new EstimationOptions { Fallback = twice }));
        Assert.StartsWith(
            "'dropout:0.3' stands twice", Refused(() => new EstimationOptions { FeaturePerturbations = [dropout, dropout] }));
        Assert.AreEqual(
            Expected,
            Assert.ThrowsExactly<FormatException>(
                () => new EstimationOptions().WithPerturbations("gamma:1.5", "gamma:1.5")).Message);
    }

    private static string Refused(Func<EstimationOptions> make) => Assert.ThrowsExactly<ArgumentException>(make).Message;
}
