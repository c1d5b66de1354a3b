using System.Security.Cryptography;

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

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Predict_LargeParts_AreTakenBeforeTheNextOverwritesThem(bool byTiles)
    {
        const int Side = 600;
        const int Tile = 300;
        const int ChunkBytes = 120_000;
        BlobImage large = BlobImage.Make("large.tif", 4, Side, Side);
        ImageHeader header = large.Header;
        header.Sha256 = ByteString.CopyFrom(SHA256.HashData(large.Tensor.Bytes));
        header.TileSize.Add(byTiles ? [Tile, Tile] : []);
        PredictRequest[] parts = byTiles
            ? [.. large.Tiles(0, Tile).Select(tile => new PredictRequest { Tile = tile })]
            : [.. large.Chunks(0, ChunkBytes).Select(chunk => new PredictRequest { Chunk = chunk })];
        using ModelPackage package = await OpenAsync();
        AxisTensor expected = await ModelPredictor.PredictForegroundAsync(new OnnxBackend(), package, large.ToSource());

        (_, byte[] bytes) = await PredictAsync(PredictionKind.Foreground, header, parts);

        int length = parts[0].CalculateSize();
        Assert.IsTrue(length > 85_000, "The parts are so small that each has bytes of its own.");
        Assert.IsTrue(parts.Length > 1 && parts.All(part => part.CalculateSize() - length is > -8 and < 8));
        Assert.AreSequenceEqual(expected.Bytes.ToArray(), bytes);
    }

    private static Task<ModelPackage> OpenAsync() =>
        ModelPackageReader.OpenAsync(Path.Combine(RunningBridge.Zoo, Model), new PackageOptions(), CancellationToken.None);

    private static Task<(ImageHeader Header, byte[] Bytes)> PredictAsync(PredictionKind kind) =>
        PredictAsync(kind, Image.Header, [.. Image.Chunks(0).Select(chunk => new PredictRequest { Chunk = chunk })]);

    private static async Task<(ImageHeader Header, byte[] Bytes)> PredictAsync(
        PredictionKind kind, ImageHeader image, PredictRequest[] parts)
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        IReadOnlyList<PredictResponse> found = (await bridge.Client.CallAsync<PredictResponse>(
            "PredictionService/Predict",
            [
                new PredictRequest { Settings = new PredictSettings { Model = Model, Image = image, Kind = kind } },
                .. parts,
            ])).All();
        return (found[0].Header, [.. found.Skip(1).SelectMany(message => message.Chunk.Data)]);
    }
}
