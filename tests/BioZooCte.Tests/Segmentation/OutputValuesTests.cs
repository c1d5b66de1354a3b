using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class OutputValuesTests
{
    private static readonly ProcessingDescription ToFloat = new ProcessingDescription.EnsureDataType(ElementType.Float32);
    private static readonly ProcessingDescription ToByte = new ProcessingDescription.EnsureDataType(ElementType.UInt8);
    private static readonly ProcessingDescription Sigmoid = new ProcessingDescription.Sigmoid();
    private static readonly ProcessingDescription Binarize = new ProcessingDescription.Binarize([0.5], null);

    [TestMethod]
    public void Of_LastStepSigmoid_IsProbability()
    {
        ForegroundRule rule = DecideOf(Sigmoid, ToFloat);
        Assert.AreEqual(ForegroundValues.Probability, rule.Values);
        Assert.AreEqual("Probabilities: the last step is sigmoid. Its only channel, 'cells'.", rule.Reason);
    }

    [TestMethod]
    public void Of_LastStepBinarize_IsDecision()
    {
        ForegroundRule rule = DecideOf(Sigmoid, Binarize, ToFloat);
        Assert.AreEqual(ForegroundValues.Decision, rule.Values);
        StringAssert.StartsWith(
            rule.Reason, "Decisions, whatever is not 0 is foreground: the last step is binarize.");
    }

    [TestMethod]
    public void Of_LastStepCastToInteger_IsDecision()
    {
        ForegroundRule rule = DecideOf(Sigmoid, ToByte);
        Assert.AreEqual(ForegroundValues.Decision, rule.Values);
        StringAssert.Contains(rule.Reason, "the last step is a cast to uint8");
    }

    [TestMethod]
    [DataRow(ElementType.Bool, "declared bool")]
    [DataRow(ElementType.UInt16, "declared uint16")]
    public void Of_DeclaredWhole_IsDecision(ElementType type, string reason)
    {
        ModelDescription model = Described.Model(
            Described.Output("out", "bcyx", ["cells"]).With(new ElementDescription { Type = type }));
        ForegroundRule rule = Described.Decide(model);
        Assert.AreEqual(ForegroundValues.Decision, rule.Values);
        StringAssert.Contains(rule.Reason, reason);
    }

    [TestMethod]
    public void Of_DeclaredNominal_IsDecision()
    {
        ElementDescription nominal = new() { Type = ElementType.Float32, Values = ["0", "1"] };
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output("out", "byx").With(nominal)));
        Assert.AreEqual(ForegroundValues.Decision, rule.Values);
        StringAssert.Contains(rule.Reason, "declared values are names");
    }

    [TestMethod]
    public void Of_DeclaredIntegerThenSigmoid_IsDecisionIn05AndProbabilityIn04()
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["cells"], Sigmoid)
            .With(new ElementDescription { Type = ElementType.UInt8 }));
        Assert.AreEqual(ForegroundValues.Decision, Described.Decide(model).Values);
        Assert.AreEqual(
            ForegroundValues.Probability, Described.Decide(model with { FormatVersion = "0.4.10" }).Values);
    }

    [TestMethod]
    [DataRow(0.0, 1.0, ForegroundValues.Probability)]
    [DataRow(0.25, 0.75, ForegroundValues.Probability)]
    [DataRow(0.0, 255.0, ForegroundValues.Undetermined)]
    [DataRow(-1.0, 1.0, ForegroundValues.Undetermined)]
    [DataRow(0.0, null, ForegroundValues.Undetermined)]
    public void Of_DeclaredRange_IsProbabilityWithinZeroAndOne(double low, double? high, ForegroundValues expected)
    {
        ElementDescription element = new() { Type = ElementType.Float32, Minimum = low, Maximum = high };
        ForegroundRule rule = Described.Decide(Described.Model(Described.Output("out", "byx").With(element)));
        Assert.AreEqual(expected, rule.Values);
    }

    [TestMethod]
    [DataRow("Sigmoid", ForegroundValues.Probability)]
    [DataRow("Softmax", ForegroundValues.Probability)]
    [DataRow("Conv", ForegroundValues.Undetermined)]
    [DataRow(null, ForegroundValues.Undetermined)]
    public void Of_NoSteps_LastOperatorOfTheNetworkDecides(string? lastOperator, ForegroundValues expected)
    {
        ModelDescription model = Described.Model(Described.Output("out", "bcyx", ["cells"], ToFloat));
        ForegroundRule rule = Described.Decide(model, network: Described.Network(model, lastOperator));
        Assert.AreEqual(expected, rule.Values);
    }

    [TestMethod]
    public void Of_StepAfterTheNetworksSigmoid_IsUndetermined()
    {
        ModelDescription model = Described.Model(Described.Output(
            "out", "bcyx", ["cells"], new ProcessingDescription.ScaleLinear([10], [0], null)));
        ForegroundRule rule = Described.Decide(model, network: Described.Network(model, "Sigmoid"));
        Assert.AreEqual(ForegroundValues.Undetermined, rule.Values);
    }

    [TestMethod]
    public void Of_NetworkGivesIntegers_IsDecision()
    {
        ModelDescription model = Described.Model(Described.Output("out", "byx"));
        NetworkDescription network = Described.Network(model, "ArgMax", ElementType.Int64);
        ForegroundRule rule = Described.Decide(model, network: network);
        Assert.AreEqual(ForegroundValues.Decision, rule.Values);
        StringAssert.Contains(rule.Reason, "the network gives int64");
    }

    [TestMethod]
    public void Of_RangeOfTheChosenChannelOnly_Decides()
    {
        OutputDescription output = Described.Output("out", "bcyx", ["distance", "cell"]) with
        {
            Elements =
            [
                new ElementDescription { Type = ElementType.Float32, Minimum = 0, Maximum = 100 },
                new ElementDescription { Type = ElementType.Float32, Minimum = 0, Maximum = 1 },
            ],
        };
        ForegroundRule rule = Described.Decide(Described.Model(output));
        Assert.AreEqual(ForegroundValues.Probability, rule.Values);
        Assert.AreEqual(
            "Probabilities: the declared range is [0, 1]. Channel 1, 'cell': its name says so.", rule.Reason);
    }

    private static ForegroundRule DecideOf(params ProcessingDescription[] steps) =>
        Described.Decide(Described.Model(Described.Output("out", "bcyx", ["cells"], steps)));
}
