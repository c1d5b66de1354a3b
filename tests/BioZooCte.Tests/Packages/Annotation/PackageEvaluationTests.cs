using BioZooCte.Packages.Annotation;

namespace BioZooCte.Tests.Packages.Annotation;

[TestClass]
public sealed class PackageEvaluationTests
{
    [TestMethod]
    [DataRow("scans", true)]
    [DataRow("lab/scans-2.1_b", true)]
    [DataRow("", false)]
    [DataRow("Scans", false)]
    [DataRow("my scans", false)]
    [DataRow("/scans", false)]
    [DataRow("scans/", false)]
    [DataRow("größe", false)]
    public void DatasetId_OfTheZoosCharacters_IsAllowed(string id, bool isAllowed)
    {
        Assert.AreEqual(isAllowed, PackageEvaluation.IsIdentifier(id));
        if (!isAllowed)
        {
            Assert.ThrowsExactly<ArgumentException>(() => Evaluations.Small with { DatasetId = id });
            Assert.ThrowsExactly<ArgumentException>(() => Evaluations.Small with { ModelId = id });
        }
    }

    [TestMethod]
    [DataRow("https://example.org", true)]
    [DataRow("http://example.org/a?b=c#d", true)]
    [DataRow("example.org", false)]
    [DataRow("file:///scans", false)]
    [DataRow("/scans", false)]
    [DataRow("https://", false)]
    [DataRow("https://example.org/a b", false)]
    [DataRow(" https://example.org", false)]
    public void DatasetSource_OfTheWeb_IsAllowed(string source, bool isAllowed)
    {
        Assert.AreEqual(isAllowed, PackageEvaluation.IsWebAddress(source));
        if (!isAllowed)
        {
            Assert.ThrowsExactly<ArgumentException>(() => Evaluations.Small with { DatasetSource = source });
        }
    }

    [TestMethod]
    public void Names_OfSixteenCharacters_AreTheLongest()
    {
        string longest = string.Concat(Enumerable.Repeat("🦈", 16));

        Assert.AreEqual(longest, (Evaluations.Small with { Factors = [longest], Metrics = [longest] }).Metrics[0]);
        Assert.ThrowsExactly<ArgumentException>(() => Evaluations.Small with { Factors = ["seventeen letters"] });
        Assert.ThrowsExactly<ArgumentException>(() => Evaluations.Small with { Metrics = ["seventeen letters"] });
    }

    [TestMethod]
    public void SampleCount_BelowZero_IsNone() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluations.Small with { SampleCount = -1 });

    [TestMethod]
    public void Result_ThatIsNotFinite_IsNone() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EvaluationResult.Of(double.NaN));

    [TestMethod]
    public void Lists_ThatDoNotFitEachOther_AreRefused()
    {
        PackageEvaluation good = Evaluations.Small;
        good.ThrowIfInconsistent();
        foreach (PackageEvaluation bad in (PackageEvaluation[])
            [
                good with { FactorDescriptions = [] },
                good with { MetricDescriptions = ["a", "b"] },
                good with { Results = [] },
                good with { Results = [[]] },
                good with { Results = [[EvaluationResult.None, EvaluationResult.None]] },
                good with { Factors = ["a", "b"] },
            ])
        {
            Assert.ThrowsExactly<ArgumentException>(bad.ThrowIfInconsistent);
        }
    }

    [TestMethod]
    public void Role_OfEachName_IsThatOfTheFormat()
    {
        CollectionAssert.AreEqual(
            Enum.GetValues<DatasetRole>(), KnownDatasetRoles.Names.Select(KnownDatasetRoles.Parse).ToArray());
        FormatException error = Assert.ThrowsExactly<FormatException>(() => KnownDatasetRoles.Parse("holdout"));
        Assert.AreEqual(
            "data set role: 'holdout'; expected one of train, validation, test, independent, unknown.", error.Message);
    }
}
