using BioZooCte.Cli.Rank;

using static BioZooCte.Cli.Tests.Rank.Rankings;

namespace BioZooCte.Cli.Tests.Rank;

[TestClass]
public sealed class VerdictTests
{
    [TestMethod]
    public void Of_ClearLeader_NamesIt() => Assert.AreEqual(
        "dsb520 suits these images best.",
        Verdict.Of(Rankings.Of(Model("dsb520", 1, .9, 1), Model("dsb360", 2, .8, 2))));

    [TestMethod]
    public void Of_OneEqual_NamesItToo() => Assert.AreEqual(
        "dsb520 suits these images best; dsb360 is as good within the uncertainty.",
        Verdict.Of(Rankings.Of(Model("dsb520", 1, .9, 1), Model("dsb360", 2, .89, 1), Model("hela", 3, .5, 2))));

    [TestMethod]
    public void Of_TwoEquals_NamesBoth() => Assert.AreEqual(
        "a suits these images best; b and c are as good within the uncertainty.",
        Verdict.Of(Rankings.Of(
            Model("a", 1, .9, 1), Model("b", 2, .89, 1), Model("c", 3, .88, 1), Model("d", 4, .5, 2))));

    [TestMethod]
    public void Of_AllEqual_SaysThatNoneStandsOut() => Assert.AreEqual(
        "no model stands out: b and c are as good as a within the uncertainty.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .89, 1), Model("c", 3, .88, 1))));

    [TestMethod]
    public void Of_SetAside_IsNotCountedAsEqual() => Assert.AreEqual(
        "a suits these images best.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .95, 1, "predicts-everything"))));

    [TestMethod]
    public void Of_AllSetAside_SaysThatNoneSuits() => Assert.AreEqual(
        "no model suits these images: a and b ran, but the notes say why the score means nothing.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1, "insensitive"), Model("b", 2, .8, 1, "predicts-nothing"))));

    [TestMethod]
    public void Of_NoScore_SaysSo() => Assert.AreEqual(
        "no model could be scored on these images.", Verdict.Of(Rankings.Of(NotRun("a", "no ONNX weights"))));

    [TestMethod]
    public void Of_OneModel_DoesNotCallItTheBest() => Assert.AreEqual(
        "a is the only model with a score: there is nothing to compare it with.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1), NotRun("b", "no ONNX weights"))));

    [TestMethod]
    public void Of_NoInterval_SaysThatItIsNotSure() => Assert.AreEqual(
        "a comes first, but there is too little data to say how sure that is.",
        Verdict.Of(Rankings.Of(
            Model("a", 1, .9, 1, "too-little-data") with { Interval = null }, Model("b", 2, .8, 2))));

    [TestMethod]
    public void Of_BestIsMostlyForeground_Warns() => Assert.AreEqual(
        "a suits these images best. But it calls most of the images foreground, which makes any model look"
        + " consistent.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1, "mostly-foreground"), Model("b", 2, .8, 2))));

    [TestMethod]
    public void Of_NoModelStandsFirm_SaysThatNoneSeemsToFit() => Assert.AreEqual(
        "none of these models seems to fit these images: those that lead do not stand by their answer (firmness 0.80;"
        + " expected 0.88 or more). a comes first among them; look at what it finds.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .8, 2)) with
        {
            Structures = [new StructureView("nuclei", "combined", true, 0.8, [], ["no-model-stands-firm"])],
        }));

    [TestMethod]
    public void Of_Partial_SaysSo() => Assert.AreEqual(
        "Stopped early; from what was finished: a suits these images best.",
        Verdict.Of(Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .8, 2)) with { IsPartial = true }));
}
