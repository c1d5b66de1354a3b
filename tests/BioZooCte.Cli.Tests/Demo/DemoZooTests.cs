using BioZooCte.Cli.Demo;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class DemoZooTests
{
    [TestMethod]
    public void Packages_BesideTheProgram_AreTheFourOfTheExamples()
    {
        string names = string.Join(", ", DemoZoo.Packages().Select(Path.GetFileName));

        Assert.AreEqual("dsb256, dsb360, dsb520, histo", names);
        Assert.IsTrue(DemoZoo.Packages().All(p => File.Exists(Path.Combine(p, "rdf.yaml"))));
    }
}
