using BioZooCte.Features;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Features;

[TestClass]
public sealed class SourceReaderTests
{
    /// <summary>A tile that has no probabilities: only a row makes anyone look.</summary>
    [TestMethod]
    public async Task Read_NoRows_DoesNotLookAtTheTile()
    {
        using PackageFolder folder = new();
        using ModelPackage package = await ModelPackageReader.OpenAsync(new FakeModel().Write(folder));
        SegmentationModel model = SegmentationModel.Open(package, new FakeBackend());
        using PredictorSet predictors = PredictorSet.Open(model, [0]);
        ForegroundRule rule =
            ForegroundDecision.Decide(package.Id, model.Description, model.Network, new ForegroundOptions());
        SourceReader reader = new(
            package.Id, model.Processing.Outputs[0], predictors.Geometry.Outputs[0], rule);
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 1, 16, 16), ElementType.Float32);
        output.AsSpan<float>().Fill(float.NaN);
        TileOutput tile = new(0, output, TensorRegion.All(output.Shape));
        ProcessingStatistics statistics = new(model.Processing, null);
        SourceRow row = new(default, new double[2]);

        reader.Read(tile, statistics, []);

        ModelRunException error =
            Assert.ThrowsExactly<ModelRunException>(() => reader.Read(tile, statistics, [([0, 0, 0, 0], row)]));
        Assert.Contains("NaN", error.Message);
    }
}
