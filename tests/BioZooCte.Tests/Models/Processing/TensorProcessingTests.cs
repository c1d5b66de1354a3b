using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class TensorProcessingTests
{
    [TestMethod]
    public async Task Apply_ARegion_TakesItsOwnPositionsValues()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ScaleLinear([1], [10, 20, 30, 40], "x")));
        TensorRegion region = TensorRegion.All(TensorShape.Of("bcyx", 1, 3, 1, 4))
            .With("channel", new AxisRange(0, 1)).With("x", new AxisRange(2, 2));

        AxisTensor result = processing.Inputs[0].Apply(
            new AxisTensor(region.Shape, ElementType.UInt8), region, await StatisticsAsync(processing));

        CollectionAssert.AreEqual(new float[] { 30, 40 }, result.AsSpan<float>().ToArray());
    }

    /// <summary>A tile may reach over the image's end, where it is padded.</summary>
    [TestMethod]
    public async Task Apply_ARegionBeyondTheEnd_GoesOnWithTheLast()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ScaleLinear([1], [10, 20], "x")));
        TensorRegion region = TensorRegion.All(TensorShape.Of("bcyx", 1, 1, 1, 2)).With("x", new AxisRange(0, 4));

        AxisTensor result = processing.Inputs[0].Apply(
            new AxisTensor(region.Shape, ElementType.UInt8), region, await StatisticsAsync(processing));

        CollectionAssert.AreEqual(new float[] { 10, 20, 20, 20 }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public async Task Apply_AListThatDoesNotFitTheTensor_NamesStepAxisAndSizes()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ScaleLinear([2, 3], [0], "x")));
        AxisTensor tensor = new(TensorShape.Of("bcyx", 1, 3, 4, 5), ElementType.Float32);
        ProcessingStatistics statistics = await StatisticsAsync(processing);

        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(
            () => processing.Inputs[0].Apply(tensor, TensorRegion.All(tensor.Shape), statistics));

        Assert.AreEqual(
            "a-model: inputs[0].preprocessing[0].scale_linear has 2 values along x; expected 5, for the tensor is "
            + "batch 1, channel 3, y 4, x 5.",
            error.Message);
    }

    [TestMethod]
    public async Task Apply_SoftmaxOverPartOfItsAxis_IsRefused()
    {
        ModelProcessing processing =
            ModelProcessing.Compile(ModelProcessingTests.Output(new ProcessingDescription.Softmax("channel")));
        TensorRegion region = TensorRegion.All(TensorShape.Of("bcyx", 1, 3, 4, 5))
            .With("channel", new AxisRange(1, 2));
        ProcessingStatistics statistics = await StatisticsAsync(processing);

        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(() => processing.Outputs[0].Apply(
            new AxisTensor(region.Shape, ElementType.Float32), region, statistics));

        CollectionAssert.AreEqual(new[] { "channel" }, processing.Outputs[0].AxesKeptWhole.ToArray());
        Assert.AreEqual(
            "a-model: outputs[0]: softmax along channel was given 1 to 3; expected all of its 3 positions.",
            error.Message);
    }

    [TestMethod]
    public async Task Apply_ReferenceThatWasLeftOut_NamesIt()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Output(
            new ProcessingDescription.ScaleRange(new(false, ["y", "x"]), 1, 99, 1e-6, "raw")));
        AxisTensor tensor = new(TensorShape.Of("bcyx", 1, 3, 4, 5), ElementType.Float32);
        ProcessingStatistics statistics = await StatisticsAsync(processing);

        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(
            () => processing.Outputs[0].Apply(tensor, TensorRegion.All(tensor.Shape), statistics));

        Assert.AreEqual(
            "a-model: outputs[0].postprocessing[0].scale_range needs statistics of inputs[0], which was left out; "
            + "expected it to be given.",
            error.Message);
    }

    [TestMethod]
    public async Task Apply_EveryElementType_GivesTheSame()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ZeroMeanUnitVariance(new(false, ["channel", "y", "x"]), 1e-6)));
        AxisTensor values = AxisTensor.FromArray<double>(TensorShape.Of("bcyx", 1, 1, 1, 4), 0, 1, 1, 0);
        foreach (ElementType type in Enum.GetValues<ElementType>())
        {
            AxisTensor tensor = ElementConverter.Cast(values, type);
            ProcessingStatistics statistics = await StatisticsAsync(processing, tensor);

            AxisTensor result = processing.Inputs[0].Apply(tensor, TensorRegion.All(tensor.Shape), statistics);

            const float Standardized = (float)(0.5 / (0.5 + 1e-6));
            CollectionAssert.AreEqual(
                new[] { -Standardized, Standardized, Standardized, -Standardized },
                result.AsSpan<float>().ToArray(),
                type.Name());
        }
    }

    [TestMethod]
    public async Task AddAsync_SamplesWithOtherGroups_AreRefused()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ZeroMeanUnitVariance(new(true, ["y"]), 1e-6)));
        DataSetStatistics dataSet = new(processing);
        await dataSet.AddAsync(
            [new ArraySource(new AxisTensor(TensorShape.Of("bcyx", 1, 3, 4, 5), ElementType.UInt8))],
            CancellationToken.None);

        ModelRunException error = await Assert.ThrowsExactlyAsync<ModelRunException>(async () => await dataSet.AddAsync(
            [new ArraySource(new AxisTensor(TensorShape.Of("bcyx", 1, 3, 4, 6), ElementType.UInt8))],
            CancellationToken.None));

        Assert.AreEqual(
            "a-model: inputs[0] has separate statistics along channel 3, x 6; expected channel 3, x 5, as the samples "
            + "before it have.",
            error.Message);
    }

    [TestMethod]
    public async Task CollectAsync_StatisticsOfEveryPixelOfALargeImage_AreRefusedBeforeTheyAreRead()
    {
        ModelProcessing processing = ModelProcessing.Compile(ModelProcessingTests.Input(
            new ProcessingDescription.ZeroMeanUnitVariance(new(false, ["channel"]), 1e-6)));
        AxisTensor tensor = new(TensorShape.Of("bcyx", 1, 1, 4096, 1025), ElementType.UInt8);

        ModelRunException error = await Assert.ThrowsExactlyAsync<ModelRunException>(
            async () => await StatisticsAsync(processing, tensor));

        Assert.AreEqual(
            "a-model: inputs[0] has separate statistics along batch 1, y 4096, x 1025; expected at most 4194304 of "
            + "them.",
            error.Message);
    }

    private static ValueTask<ProcessingStatistics> StatisticsAsync(
        ModelProcessing processing, AxisTensor? input = null) => new StatisticsCollector(processing).CollectAsync(
            [input is null ? null : new ArraySource(input)], null, CancellationToken.None);
}
