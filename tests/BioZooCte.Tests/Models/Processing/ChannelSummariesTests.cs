using System.Collections.Immutable;

using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class ChannelSummariesTests
{
    [TestMethod]
    public async Task OfAsync_TwoChannels_GivesOneEach()
    {
        AxisTensor tensor = AxisTensor.FromArray<float>(
            TensorShape.Of("bcyx", 1, 2, 1, 3), 0, 1, 2, 10, float.NaN, 30);

        ImmutableArray<ChannelSummary> found = await ChannelSummaries.OfAsync(
            new ArraySource(tensor), 25, 75, CancellationToken.None);

        Assert.AreEqual(new ChannelSummary(0.5, 1.5, 1, 3), found[0]);
        Assert.AreEqual(new ChannelSummary(15, 25, 20, 2), found[1]);
        Assert.HasCount(2, found);
    }

    [TestMethod]
    public async Task OfAsync_NoChannelAxis_GivesOne()
    {
        AxisTensor tensor = AxisTensor.FromArray<byte>(TensorShape.Of("yx", 1, 3), 1, 2, 6);

        ImmutableArray<ChannelSummary> found = await ChannelSummaries.OfAsync(
            new ArraySource(tensor), 0, 100, CancellationToken.None);

        Assert.AreEqual(new ChannelSummary(1, 6, 3, 3), found.Single());
    }
}
