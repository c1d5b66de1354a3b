using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class ForegroundWordsTests
{
    [TestMethod]
    [DataRow("foreground")]
    [DataRow("Mask")]
    [DataRow("masks")]
    [DataRow("nucleus")]
    [DataRow("nuclei_probability")]
    [DataRow("cell")]
    [DataRow("livingCells")]
    [DataRow("mitochondria")]
    [DataRow("p(mito)")]
    public void SayForeground_NameThatSaysSo_IsTrue(string name)
    {
        Assert.IsTrue(ForegroundWords.SayForeground(name));
        Assert.IsFalse(ForegroundWords.SayOther(name));
    }

    [TestMethod]
    [DataRow("background")]
    [DataRow("boundary")]
    [DataRow("cell_boundaries")]
    [DataRow("nuclei border")]
    [DataRow("contour")]
    [DataRow("CellDistance")]
    [DataRow("flow1")]
    [DataRow("affinities")]
    public void SayForeground_NameOfSomethingElse_IsFalse(string name)
    {
        Assert.IsFalse(ForegroundWords.SayForeground(name));
        Assert.IsTrue(ForegroundWords.SayOther(name));
    }

    [TestMethod]
    [DataRow("channel0")]
    [DataRow("subcellular")]
    [DataRow("unmasked")]
    [DataRow("overflow")]
    [DataRow("prediction")]
    [DataRow("")]
    public void Words_NameThatSaysNothing_AreNone(string name)
    {
        Assert.IsFalse(ForegroundWords.SayForeground(name));
        Assert.IsFalse(ForegroundWords.SayOther(name));
    }
}
