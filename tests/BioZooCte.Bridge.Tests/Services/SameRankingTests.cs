using System.Text.Json.Nodes;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Images;
using BioZooCte.Onnx;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>The same files by <c>rank</c>, <c>RankPaths</c> and <c>RankModels</c>: the same to the last bit.</summary>
[TestClass]
public sealed class SameRankingTests
{
    private const int Height = 96;
    private const int Width = 80;

    private static readonly RankingSettings Settings = new()
    {
        Perturbations = { "gamma:1.5", "noise:0.1" },
        Runs = 2,
        Seed = 7,
        Selection = new ImageSelection { RgbToGray = true },
    };

    private static readonly string[] SameSettings =
        ["--perturbation", "gamma:1.5", "noise:0.1", "--runs", "2", "--seed", "7", "--rgb-to-gray"];

    [TestMethod]
    public async Task Files_OfManyKinds_HaveTheSameRankingByEveryRoute()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync(
            o => o with { ImageRoots = [Path.GetDirectoryName(o.SpoolFolder)!] });
        string[] files = [.. Write(Directory.CreateDirectory(Path.Combine(bridge.Folder, "images")).FullName)];
        OnnxBackend backend = new();
        EstimationOptions options = SettingsMapper.ToOptions(Settings);
        ModelRanking ranking = await new TransferabilityEstimator(backend, options)
            .RankAsync(bridge.Parts.Catalog.Find().Select(model => model.Source), files);
        RankingReport report = new(ranking)
        {
            Options = EstimationDescription.OptionsOf(options),
            Software = EstimationDescription.SoftwareOf(backend),
        };

        V1.Ranking expected = new RankingMapper(bridge.Parts.Catalog.NameOf).ToMessage(report);
        V1.Ranking paths = (await bridge.Client.CallAsync<RankPathsResponse>(
            "RankingService/RankPaths", new RankPathsRequest { Paths = { files }, Ranking = Settings }))
            .All()[^1].Event.Final;

        foreach (string file in files.Select(file => Path.GetFileName(file)!))
        {
            IEnumerable<V1.PairScore> pairs = expected.Models.SelectMany(model => model.Pairs).Where(p => p.Image == file);
            Assert.IsTrue(pairs.Any(pair => pair.Score is > 0 and < 1), $"{file} has no score that says anything.");
        }

        Assert.IsTrue(expected.Models.Any(m => m.HasAgreement && m.HasEstimatedF1 && m.Interval is not null));
        Assert.AreEqual(expected, paths, "by path");
        Assert.AreEqual(expected, await StreamAsync(bridge, files, tile: null), "by chunks");
        Assert.AreEqual(expected, await StreamAsync(bridge, files, tile: 32), "by tiles");
        Assert.AreEqual(await JsonOfAsync(report), await JsonOfCommandAsync(bridge.Folder, files), "by zoocte rank");
    }

    private static async Task<V1.Ranking> StreamAsync(RunningBridge bridge, string[] files, int? tile) =>
        (await bridge.Client.CallAsync<RankModelsResponse>(
            "RankingService/RankModels", StreamedFiles.Ranking(files, tile, Settings))).All()[^1].Event.Final;

    /// <summary>What is said of models and structures; numbers as shortest texts that give the same bits.</summary>
    private static string Told(JsonNode json) => json["structures"]!.ToJsonString() + json["models"]!.ToJsonString();

    private static async Task<string> JsonOfAsync(RankingReport report)
    {
        using MemoryStream json = new();
        await RankingJson.WriteAsync(json, report);
        return Told(JsonNode.Parse(json.ToArray())!);
    }

    private static async Task<string> JsonOfCommandAsync(string folder, string[] files)
    {
        string json = Path.Combine(folder, "ranking.json");
        RankProcess.Wait(RankProcess.Start(
            ["--models", RunningBridge.Zoo, "--images", .. files, .. SameSettings, "--no-store", "--json", json]));
        return Told(JsonNode.Parse(await File.ReadAllTextAsync(json))!);
    }

    /// <summary>Files of several types, as microscopes and ImageJ write them.</summary>
    private static IEnumerable<string> Write(string folder)
    {
        byte[] pixels = BlobImage.Make("", 3, Height, Width).Tensor.Bytes.ToArray();
        byte[] others = BlobImage.Make("", 4, Height, Width).Tensor.Bytes.ToArray();
        yield return WriteOne<byte>("byte.png", "yx", PngWriter.Write, pixels, Height, Width);
        yield return WriteOne<byte>(
            "colours.png", "yxc", PngWriter.Write,
            [.. pixels.SelectMany((p, i) => new[] { p, others[i], (byte)(p / 2) })], Height, Width, 3);
        yield return WriteOne<float>(
            "float.tif", "yx", WriteTiff, [.. pixels.Select(p => (p / 7f) - 3)], Height, Width);
        yield return WriteOne<byte>("stack.tif", "zyx", WriteTiff, [.. pixels, .. others, .. pixels], 3, Height, Width);
        yield return WriteOne<ushort>(
            "word.tif", "yx", WriteTiff, [.. pixels.Select((p, i) => (ushort)((p * 151) + (i % 151)))], Height, Width);

        string WriteOne<T>(string name, string axes, Action<string, AxisTensor> write, T[] elements, params int[] sizes)
            where T : unmanaged
        {
            string path = Path.Combine(folder, name);
            write(path, AxisTensor.FromArray<T>(TensorShape.Of(axes, sizes), elements));
            return path;
        }

        static void WriteTiff(string path, AxisTensor tensor) => TiffWriter.Write(path, tensor);
    }
}
