using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class ForegroundDecisionTests
{
    private static readonly ProcessingDescription Sigmoid = new ProcessingDescription.Sigmoid();
    private static readonly ProcessingDescription Softmax = new ProcessingDescription.Softmax("channel");

    [TestMethod]
    [DataRow(new[] { "foreground", "boundary" }, 0)]
    [DataRow(new[] { "boundary", "foreground" }, 1)]
    [DataRow(new[] { "cell_boundary", "distance", "nuclei" }, 2)]
    [DataRow(new[] { "background", "mitochondria" }, 1)]
    [DataRow(new[] { "actin", "cells", "nuclei" }, 1)]
    public void Decide_NamedChannels_TakesTheFirstThatSaysForeground(string[] names, int expected)
    {
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output("out", "bcyx", names, Sigmoid)));
        Assert.AreEqual(expected, rule.Channel);
        Assert.AreEqual(names[expected], rule.ChannelName);
        Assert.IsEmpty(rule.Flags);
    }

    [TestMethod]
    [DataRow(new[] { "channel0", "channel1" }, 0)]
    [DataRow(new[] { "boundary", "interior" }, 1)]
    [DataRow(new[] { "background", "actin", "filopodia" }, 1)]
    public void Decide_NoNameSaysForeground_GuessesTheFirstThatSaysNothingElse(string[] names, int expected)
    {
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output("out", "bcyx", names, Sigmoid)));
        Assert.AreEqual(expected, rule.Channel);
        CollectionAssert.AreEqual(new[] { "channel-guessed" }, rule.Flags.ToArray());
        StringAssert.EndsWith(
            rule.Reason, $"Channel {expected} is a guess: no channel's name says foreground.");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(2)]
    public void Decide_UnnamedChannels_GuessesChannel0(int? channels)
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", null, Sigmoid));
        ForegroundRule rule = Described.Decide(model, network: Described.Network(model, channels: channels));
        Assert.AreEqual(0, rule.Channel);
        Assert.IsNull(rule.ChannelName);
        CollectionAssert.AreEqual(new[] { "channel-guessed" }, rule.Flags.ToArray());
    }

    [TestMethod]
    public void Decide_OnlyChannelByTheNetwork_IsNoGuess()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", null, Sigmoid));
        ForegroundRule rule = Described.Decide(model, network: Described.Network(model, channels: 1));
        Assert.AreEqual(0, rule.Channel);
        Assert.IsEmpty(rule.Flags);
        StringAssert.EndsWith(rule.Reason, "Its only channel.");
    }

    [TestMethod]
    public void Decide_OnlyChannel_IsTakenWhateverItsName()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["boundary"], Sigmoid)));
        Assert.AreEqual(0, rule.Channel);
        Assert.IsEmpty(rule.Flags);
    }

    [TestMethod]
    public void Decide_NoChannelAxis_HasNoChannel()
    {
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output("out", "byx", null, Sigmoid)));
        Assert.IsNull(rule.Channel);
        Assert.IsNull(rule.BackgroundChannel);
        Assert.IsEmpty(rule.Flags);
    }

    [TestMethod]
    public void Decide_AllChannelsSaySomethingElse_IsRefused()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["boundary", "distance"], Sigmoid));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model));
        Assert.AreEqual(
            "m cannot be run: no output or channel says foreground: out (boundary, distance)"
            + " (--foreground names one).",
            error.Message);
    }

    [TestMethod]
    public void Decide_SoftmaxWithBackground_PoolsTheOtherClasses()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["background", "nucleus", "debris"], Softmax)));
        Assert.IsNull(rule.Channel);
        Assert.AreEqual(0, rule.BackgroundChannel);
        CollectionAssert.AreEqual(
            new[] { new ForegroundClass(1, "nucleus"), new ForegroundClass(2, "debris") }, rule.Classes.ToArray());
        Assert.AreEqual(
            "Probabilities: the last step is softmax. 1 − p('background'), pooled from 'nucleus', 'debris'.",
            rule.Reason);
        Assert.IsEmpty(rule.Flags);
    }

    [TestMethod]
    public void Decide_NetworkEndsInSoftmax_PoolsTheClassesToo()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["cell", "background"]));
        ForegroundRule rule = Described.Decide(model, network: Described.Network(model, "Softmax"));
        Assert.AreEqual(1, rule.BackgroundChannel);
        CollectionAssert.AreEqual(new[] { new ForegroundClass(0, "cell") }, rule.Classes.ToArray());
    }

    [TestMethod]
    public void Decide_SoftmaxWithoutNames_TakesClass0ForTheBackgroundAndSaysSo()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["channel0", "channel1"], Softmax));
        ForegroundRule rule = Described.Decide(model);
        Assert.AreEqual(0, rule.BackgroundChannel);
        CollectionAssert.AreEqual(new[] { new ForegroundClass(1, "channel1") }, rule.Classes.ToArray());
        CollectionAssert.AreEqual(new[] { "channel-guessed" }, rule.Flags.ToArray());
    }

    [TestMethod]
    public void Decide_SoftmaxWithoutBackground_TakesTheNamedChannel()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["boundary", "nucleus", "outside"], Softmax)));
        Assert.AreEqual(1, rule.Channel);
        Assert.IsNull(rule.BackgroundChannel);
        Assert.IsEmpty(rule.Classes);
    }

    [TestMethod]
    public void Decide_SoftmaxOverSpace_IsNotOfClasses()
    {
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output(
            "out", "bcyx", ["background", "nucleus"], new ProcessingDescription.Softmax("x"))));
        Assert.AreEqual(1, rule.Channel);
        Assert.IsEmpty(rule.Classes);
    }

    [TestMethod]
    [DataRow("foreground", "boundary", 0)]
    [DataRow("boundary", "foreground", 1)]
    [DataRow("embedding", "masks", 1)]
    [DataRow("flow", "prediction", 1)]
    [DataRow("first", "second", 0)]
    public void Decide_SeveralOutputs_TakesTheOneThatSaysForegroundElseTheFirstSuitable(
        string first, string second, int expected)
    {
        ForegroundRule rule = Described.Decide(Described.Model(
            Described.Output(first, "byx", null, Sigmoid), Described.Output(second, "byx", null, Sigmoid)));
        Assert.AreEqual(expected, rule.OutputIndex);
        Assert.AreEqual(expected == 0 ? first : second, rule.OutputId);
    }

    [TestMethod]
    public void Decide_ChannelOfASecondOutputSaysForeground_TakesIt()
    {
        ForegroundRule rule = Described.Decide(Described.Model(
            Described.Output("out0", "bcyx", ["flow_y", "flow_x"]),
            Described.Output("out1", "bcyx", ["distance", "cells"], Sigmoid)));
        Assert.AreEqual(1, rule.OutputIndex);
        Assert.AreEqual(1, rule.Channel);
    }

    [TestMethod]
    public void Decide_OutputsThatAreNoMaps_ArePassedOver()
    {
        ForegroundRule rule = Described.Decide(Described.Model(
            Described.Output("cell_count", "bc", ["n"]), Described.Output("out", "byx", null, Sigmoid)));
        Assert.AreEqual(1, rule.OutputIndex);
    }

    [TestMethod]
    public void Decide_NoMapAtAll_IsRefused()
    {
        ModelDescription model = Described.Model(Described.Output("classes", "bc", ["g1", "g2"]));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model));
        Assert.AreEqual(
            "m cannot be run: no output is a map over y and x: classes (batch, channel).", error.Message);
    }

    [TestMethod]
    public void Decide_ListOfMasks_IsRefusedAndNotReplacedByAnotherOutput()
    {
        ModelDescription model = Described.Model(
            Described.Output("masks", "iyx"), Described.Output("embeddings", "bcyx", ["c0", "c1"]));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model));
        Assert.AreEqual(
            "m cannot be run: output 'masks' has an axis 'index'; expected a map over y and x.", error.Message);
    }

    [TestMethod]
    public void Decide_OnlyFlowsAndDistances_IsRefused()
    {
        ModelDescription model = Described.Model(
            Described.Output("flow", "bcyx", ["flow1"]), Described.Output("distance", "byx"));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model));
        StringAssert.Contains(error.Message, "no output or channel says foreground: flow (flow1); distance");
    }

    [TestMethod]
    public void Decide_Activation_IsPutWhereNothingStatesOne()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["cells", "boundary"])),
            new ForegroundOptions { Activation = "sigmoid" });
        Assert.AreEqual(ForegroundValues.Probability, rule.Values);
        Assert.AreEqual("sigmoid", rule.Activation);
        StringAssert.StartsWith(rule.Reason, "Probabilities: sigmoid was asked for.");
    }

    [TestMethod]
    public void Decide_ActivationWhereOneIsStated_IsLeftOut()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["cells", "boundary"], Sigmoid)),
            new ForegroundOptions { Activation = "softmax" });
        Assert.IsNull(rule.Activation);
        Assert.AreEqual(0, rule.Channel);
    }

    [TestMethod]
    public void Decide_SoftmaxAskedFor_PoolsClasses()
    {
        ForegroundRule rule = Described.Decide(
            Described.Model(Described.Output("out", "bcyx", ["background", "actin", "filopodia"])),
            new ForegroundOptions { Activation = "softmax" });
        Assert.AreEqual(0, rule.BackgroundChannel);
        Assert.HasCount(2, rule.Classes);
        Assert.AreEqual("softmax", rule.Activation);
    }

    [TestMethod]
    public void Decide_SoftmaxAskedForOneChannel_IsRefused()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["cells"]));
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => Described.Decide(model, new ForegroundOptions { Activation = "softmax" }));
        Assert.AreEqual(
            "m cannot be run: output 'out' has one channel; softmax expects several.", error.Message);
    }

    [TestMethod]
    public void Activation_AnotherName_IsRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => new ForegroundOptions { Activation = "relu" });
        StringAssert.StartsWith(error.Message, "'relu' is no activation; expected sigmoid or softmax.");
    }
}
