using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class RequestedForegroundTests
{
    private static readonly ProcessingDescription Sigmoid = new ProcessingDescription.Sigmoid();

    private static readonly ModelDescription TwoOutputs = Described.Model(
        Described.Output("foreground", "bcyx", ["foreground"], Sigmoid),
        Described.Output("edges", "bcyx", ["boundary", "distance"], Sigmoid));

    [TestMethod]
    [DataRow("boundary", 1, 0)]
    [DataRow("Distance", 1, 1)]
    [DataRow("foreground", 0, 0)]
    [DataRow("0", 0, 0)]
    [DataRow("edges:1", 1, 1)]
    [DataRow("edges:boundary", 1, 0)]
    [DataRow("foreground:foreground", 0, 0)]
    public void Find_NameOrPosition_IsThatChannel(string text, int output, int channel)
    {
        ForegroundRule rule = Described.Decide(TwoOutputs, new ForegroundOptions { Channel = text });
        Assert.AreEqual(output, rule.OutputIndex);
        Assert.AreEqual(channel, rule.Channel);
        StringAssert.EndsWith(rule.Reason, $"As asked for: '{text}'.");
    }

    [TestMethod]
    public void Find_Output_LeavesItsChannelToItsNames()
    {
        ModelDescription model = Described.Model(
            Described.Output("a", "bcyx", ["boundary", "cells"], Sigmoid),
            Described.Output("b", "bcyx", ["boundary", "nuclei"], Sigmoid));
        ForegroundRule rule = Described.Decide(model, new ForegroundOptions { Channel = "b" });
        Assert.AreEqual(1, rule.OutputIndex);
        Assert.AreEqual(1, rule.Channel);
        StringAssert.Contains(rule.Reason, "Output 'b', as asked for.");
    }

    [TestMethod]
    public void Find_ChannelOfSoftmax_IsThatClassAlone()
    {
        ModelDescription model = Described.Model(Described.Output(
            "out", "bcyx", ["background", "nucleus", "debris"], new ProcessingDescription.Softmax("channel")));
        ForegroundRule rule = Described.Decide(model, new ForegroundOptions { Channel = "nucleus" });
        Assert.AreEqual(1, rule.Channel);
        Assert.IsNull(rule.BackgroundChannel);
        Assert.IsEmpty(rule.Classes);
    }

    [TestMethod]
    [DataRow("lysosome")]
    [DataRow("1")]
    [DataRow("edges:7")]
    [DataRow("edges:nuclei")]
    [DataRow("nothing:0")]
    public void Find_NothingOfThatName_IsRefusedWithWhatThereIs(string text)
    {
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(TwoOutputs, new ForegroundOptions { Channel = text }));
        Assert.AreEqual(
            $"m cannot be run: foreground '{text}' is no output or channel of it;"
            + " expected one of: foreground (foreground); edges (boundary, distance).",
            error.Message);
    }

    [TestMethod]
    public void Find_NameInSeveralOutputs_IsRefused()
    {
        ModelDescription model = Described.Model(
            Described.Output("a", "byx", null, Sigmoid),
            Described.Output("b", "bcyx", ["boundary", "seed"], Sigmoid),
            Described.Output("c", "bcyx", ["boundary", "seed"], Sigmoid));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model, new ForegroundOptions { Channel = "seed" }));
        Assert.AreEqual(
            "m cannot be run: several outputs have a channel 'seed' (b (boundary, seed); c (boundary, seed));"
            + " expected OUTPUT:CHANNEL.",
            error.Message);
    }
}
