using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class ModelProcessingTests
{
    private static readonly StatisticsScope Sample = new(false, ["y", "x"]);

    [TestMethod]
    [DataRow("custom", "it is Python code")]
    [DataRow("made_up", "no such step is known")]
    public void ReasonsAgainst_AStepThatIsNotRun_NamesItAndSaysWhy(string name, string reason) => AssertReasons(
        Output(new ProcessingDescription.NotRunnable(name, new RdfMapping(1, []))),
        $"outputs[0].postprocessing[0].{name} is not run here: {reason}");

    [TestMethod]
    public void ReasonsAgainst_StepsOfInstances_HoldThemAgainstTheAxes()
    {
        ProcessingDescription.CellposeFlowDynamics flows = new(0, 0.4, false, 15, ElementType.UInt16);
        AssertReasons(Output(flows));
        AssertReasons(
            Output(new ProcessingDescription.StarDistPostprocessing(0.5, 0.4, 32, [2, 2], [2, 2, 2, 2], null, null)),
            "outputs[0].postprocessing[0].stardist_postprocessing.n_rays is 32: expected 33 channels, or 1 of labels; the "
            + "output states 3");
        AssertReasons(
            Output(flows with { IsVolume = true }),
            "outputs[0].postprocessing[0].cellpose_flow_dynamics runs over channel, z, y, x; the output has batch, "
            + "channel, y, x");
        AssertReasons(
            Output(flows, new ProcessingDescription.Sigmoid()),
            "outputs[0].postprocessing[1].sigmoid follows cellpose_flow_dynamics, which gives labels; expected "
            + "ensure_dtype or nothing");
    }

    [TestMethod]
    public void ReasonsAgainst_TooFewValuesForAnAxis_NamesTheFieldAndBothNumbers() => AssertReasons(
        Input(
            new ProcessingDescription.ScaleLinear([2], [0], "channel"),
            new ProcessingDescription.ScaleLinear([2, 3], [0], "channel"),
            new ProcessingDescription.FixedZeroMeanUnitVariance([1, 2, 3], [1, 2], "channel"),
            new ProcessingDescription.Binarize([1, 2], null)),
        "inputs[0].preprocessing[0].scale_linear.gain has 1 value; expected 3, one for each position along channel",
        "inputs[0].preprocessing[1].scale_linear.gain has 2 values; expected 3, one for each position along channel",
        "inputs[0].preprocessing[2].fixed_zero_mean_unit_variance.std has 2 values; expected 3, one for each position "
        + "along channel",
        "inputs[0].preprocessing[3].binarize.threshold has 2 values; expected 1, for no axis is named");

    [TestMethod]
    public void ReasonsAgainst_ValuesForEveryPosition_FindsNothing() => AssertReasons(
        Input(
            new ProcessingDescription.ScaleLinear([1, 2, 3], [0.5], "channel"),
            new ProcessingDescription.ScaleLinear([2], [0], null),
            new ProcessingDescription.ScaleLinear([2, 3, 4, 5], [0], "x")));

    [TestMethod]
    public void ReasonsAgainst_AnAxisThatTheTensorLacks_ListsThoseItHas() => AssertReasons(
        Input(
            new ProcessingDescription.Softmax("index"),
            new ProcessingDescription.Binarize([1, 2], "z"),
            new ProcessingDescription.ZeroMeanUnitVariance(new(false, ["z", "y"]), 1e-6)),
        "inputs[0].preprocessing[0].softmax.axis names 'index'; expected axes out of batch, channel, y, x",
        "inputs[0].preprocessing[1].binarize.axis names 'z'; expected axes out of batch, channel, y, x",
        "inputs[0].preprocessing[2].zero_mean_unit_variance.axes names 'z'; expected axes out of batch, channel, y, x");

    [TestMethod]
    public void ReasonsAgainst_BoundsTheWrongWayRound_NamesBoth() => AssertReasons(
        Input(
            new ProcessingDescription.Clip(0.6, 0.6, null, null, Sample),
            new ProcessingDescription.ScaleRange(Sample, 60, 40, 1e-6, null)),
        "inputs[0].preprocessing[0].clip.min is 0.6; expected less than max, 0.6",
        "inputs[0].preprocessing[1].scale_range.min_percentile is 60; expected less than max_percentile, 40");

    [TestMethod]
    public void ReasonsAgainst_AReferenceThatIsNoInput_ListsTheInputs() => AssertReasons(
        Output(new ProcessingDescription.ScaleMeanVariance(Sample, "nowhere", 1e-6)),
        "outputs[0].postprocessing[0].scale_mean_variance.reference_tensor is 'nowhere'; expected an input: raw");

    [TestMethod]
    public void Compile_AModelWithSeveralFaults_ThrowsWithAllOfThem()
    {
        ModelDescription model = Input(
            new ProcessingDescription.Softmax("index"), new ProcessingDescription.Clip(2, 1, null, null, Sample));

        UnsupportedModelException error =
            Assert.ThrowsExactly<UnsupportedModelException>(() => ModelProcessing.Compile(model));

        Assert.HasCount(2, error.Reasons);
        StringAssert.StartsWith(error.Message, "a-model cannot be run: inputs[0].preprocessing[0].softmax.axis");
    }

    [TestMethod]
    public void Compile_StepsOverTheSameElements_AskOnce()
    {
        ModelProcessing processing = ModelProcessing.Compile(Input(
            new ProcessingDescription.ScaleRange(Sample, 1, 99, 1e-6, null),
            new ProcessingDescription.ZeroMeanUnitVariance(new(false, ["x", "y"]), 1e-6),
            new ProcessingDescription.ScaleRange(Sample, 1, 98, 1e-6, null)));

        StatisticsRequest request = processing.Requests.Single();
        Assert.HasCount(3, request.Percentiles);
        CollectionAssert.AreEqual(new[] { "batch", "channel" }, request.KeptAxes.ToArray());
        Assert.IsFalse(processing.NeedsDataSetStatistics);
    }

    [TestMethod]
    public void NeedsDataSetStatistics_OfInputAndOutput_AreToldApart()
    {
        ProcessingDescription step = new ProcessingDescription.ZeroMeanUnitVariance(new(true, null), 1e-6);

        ModelProcessing ofInput = ModelProcessing.Compile(Input(step));
        ModelProcessing ofOutput = ModelProcessing.Compile(Output(step));

        Assert.IsTrue(ofInput.NeedsDataSetStatistics);
        Assert.IsFalse(ofInput.NeedsDataSetStatisticsOfOutputs);
        Assert.IsFalse(ofOutput.NeedsDataSetStatistics);
        Assert.IsTrue(ofOutput.NeedsDataSetStatisticsOfOutputs);
        Assert.IsTrue(ofOutput.Outputs[0].NeedsOwnStatistics);
        Assert.IsFalse(ofInput.Outputs[0].NeedsOwnStatistics);
    }

    internal static ModelDescription Input(params ImmutableArray<ProcessingDescription> steps) => Model(steps, []);

    internal static ModelDescription Output(params ImmutableArray<ProcessingDescription> steps) => Model([], steps);

    private static void AssertReasons(ModelDescription model, params string[] expected) =>
        CollectionAssert.AreEqual(expected, ModelProcessing.ReasonsAgainst(model).ToArray());

    private static ModelDescription Model(
        ImmutableArray<ProcessingDescription> preprocessing, ImmutableArray<ProcessingDescription> postprocessing)
    {
        ImmutableArray<AxisDescription> axes =
        [
            new() { Id = "batch", Type = AxisType.Batch, Size = new AxisSize.Free() },
            new() { Id = "channel", Type = AxisType.Channel, Size = new AxisSize.Fixed(3) },
            new() { Id = "y", Type = AxisType.Space, Size = new AxisSize.Parameterized(1, 1) },
            new() { Id = "x", Type = AxisType.Space, Size = new AxisSize.Parameterized(1, 1) },
        ];
        ImmutableArray<ElementDescription> elements = [new() { Type = ElementType.Float32 }];
        return new ModelDescription
        {
            FormatVersion = "0.5.4",
            Id = "a-model",
            Name = "A model",
            Inputs = [new() { Id = "raw", Axes = axes, Elements = elements, Processing = preprocessing }],
            Outputs = [new() { Id = "mask", Axes = axes, Elements = elements, Processing = postprocessing }],
            Weights = [],
            Rdf = new RdfMapping(1, []),
        };
    }
}
