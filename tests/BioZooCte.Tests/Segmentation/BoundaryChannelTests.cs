using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class BoundaryChannelTests
{
    private static readonly ProcessingDescription Sigmoid = new ProcessingDescription.Sigmoid();

    [TestMethod]
    [DataRow(new[] { "foreground", "boundary" }, 1)]
    [DataRow(new[] { "cell_boundary", "distance", "nuclei" }, 0)]
    [DataRow(new[] { "mask", "distance", "cell borders" }, 2)]
    [DataRow(new[] { "nuclei", "contour" }, 1)]
    [DataRow(new[] { "channel0", "channel1" }, 1)]
    [DataRow(new[] { "nuclei", "actin" }, null)]
    [DataRow(new[] { "nuclei" }, null)]
    public void Of_NamedChannels_IsTheOneThatSaysBoundary(string[] names, int? expected) =>
        Assert.AreEqual(expected, Find(names, names.Length));

    [TestMethod]
    [DataRow(2, 1)]
    [DataRow(1, null)]
    [DataRow(3, null)]
    public void Of_UnnamedChannels_IsTheSecondOfTwo(int channels, int? expected) =>
        Assert.AreEqual(expected, Find(null, channels));

    private static int? Find(string[]? names, int channels)
    {
        OutputDescription output = Described.Output("out", "bcyx", names, Sigmoid);
        return BoundaryChannel.Of(output, channels, Described.Decide(Described.Model(output)));
    }
}
