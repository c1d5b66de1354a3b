using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Instances;
using BioZooCte.Onnx;
using BioZooCte.Packages;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>Predictions and maps that come over the wire are the library's.</summary>
[TestClass]
public sealed class PredictionServiceTests
{
    private const string Model = "dsb256";

    private static readonly BlobImage Image = BlobImage.Make("a.tif", 3);

    [TestMethod]
    public async Task Predict_Foreground_IsTheLibrarys()
    {
        using ModelPackage package = await OpenAsync();
        AxisTensor expected = await ModelPredictor.PredictForegroundAsync(new OnnxBackend(), package, Image.ToSource());

        (ImageHeader header, byte[] bytes) = await PredictAsync(PredictionKind.Foreground);

        Assert.AreEqual(DataType.Float32, header.DataType);
        Assert.AreEqual("yx", string.Concat(header.Axes.Select(axis => axis.Name)));
        Assert.AreSequenceEqual(expected.Bytes.ToArray(), bytes);
    }

    [TestMethod]
    public async Task Predict_Labels_AreTheLibrarys()
    {
        using ModelPackage package = await OpenAsync();
        AxisTensor expected = await ModelPredictor.PredictLabelsAsync(
            new OnnxBackend(), package, Image.ToSource(), new InstanceOptions());

        (ImageHeader header, byte[] bytes) = await PredictAsync(PredictionKind.Labels);

        Assert.AreEqual(DataType.Int32, header.DataType);
        Assert.IsTrue(expected.AsSpan<int>().Contains(1), "There is no object to compare.");
        Assert.AreSequenceEqual(expected.Bytes.ToArray(), bytes);
    }

    [TestMethod]
    public async Task MapConsistency_IsTheLibrarys()
    {
        ConsistencyMap expected = await new ConsistencyMapper(new OnnxBackend())
            .MapAsync(Path.Combine(RunningBridge.Zoo, Model), Image.ToSource());
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        IReadOnlyList<MapConsistencyResponse> found = (await bridge.Client.CallAsync<MapConsistencyResponse>(
            "PredictionService/MapConsistency",
            [
                new MapConsistencyRequest
                {
                    Settings = new MapConsistencySettings
                    {
                        Ranking = new RankingSettings { Models = { Model } },
                        Image = Image.Header,
                    },
                },
                .. Image.Chunks(0).Select(chunk => new MapConsistencyRequest { Chunk = chunk }),
            ])).All();

        Assert.AreSequenceEqual(ConsistencyMap.ChannelNames, found[0].Header.ChannelNames);
        Assert.AreSequenceEqual(
            expected.ToTensor().Bytes.ToArray(), found.Skip(1).SelectMany(message => message.Chunk.Data).ToArray());
    }

    private static Task<ModelPackage> OpenAsync() =>
        ModelPackageReader.OpenAsync(Path.Combine(RunningBridge.Zoo, Model), new PackageOptions(), CancellationToken.None);

    private static async Task<(ImageHeader Header, byte[] Bytes)> PredictAsync(PredictionKind kind)
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        IReadOnlyList<PredictResponse> found = (await bridge.Client.CallAsync<PredictResponse>(
            "PredictionService/Predict",
            [
                new PredictRequest { Settings = new PredictSettings { Model = Model, Image = Image.Header, Kind = kind } },
                .. Image.Chunks(0).Select(chunk => (IMessage)new PredictRequest { Chunk = chunk }),
            ])).All();
        return (found[0].Header, [.. found.Skip(1).SelectMany(message => message.Chunk.Data)]);
    }
}
