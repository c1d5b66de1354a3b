using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.ZooServer;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>Hosts that the environment allows, which is that of the process, so that nothing else runs meanwhile.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllowedHostsTests
{
    private const string Variable = "BIOZOOCTE_ALLOWED_HOSTS";

    [TestCleanup]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, null);

    [TestMethod]
    public async Task InspectAndPredict_UrlInAPackageToAHostOfTheEnvironment_AreDone()
    {
        const string Model = "dsb256";
        await using ZooHttpServer server = new();
        server.Files["/net.onnx"] = new ServedFile(
            File.ReadAllBytes(Path.Combine(RunningBridge.Zoo, Model, "weights.onnx")));
        Environment.SetEnvironmentVariable(Variable, server.Host);
        DirectoryInfo root = Directory.CreateTempSubdirectory("bridge-models");
        string package = root.CreateSubdirectory(Model).FullName;
        File.WriteAllText(Path.Combine(package, "rdf.yaml"), File.ReadAllText(
            Path.Combine(RunningBridge.Zoo, Model, "rdf.yaml"))
            .Replace("source: weights.onnx", $"source: {server.Url}/net.onnx", StringComparison.Ordinal));
        await using RunningBridge bridge =
            await RunningBridge.StartAsync(options => options with { ModelRoots = [root.FullName] });
        InspectModelResponse inspected = (await bridge.Client.CallAsync<InspectModelResponse>(
            "ModelService/InspectModel", new InspectModelRequest { Model = Model })).Only;
        BlobImage image = BlobImage.Make("a.tif", 3);
        IReadOnlyList<PredictResponse> predicted = (await bridge.Client.CallAsync<PredictResponse>(
            "PredictionService/Predict",
            [
                new PredictRequest
                {
                    Settings = new PredictSettings
                    {
                        Model = Model,
                        Image = image.Header,
                        Kind = PredictionKind.Foreground,
                    },
                },
                .. image.Chunks(0).Select(chunk => new PredictRequest { Chunk = chunk }),
            ])).All();

        Assert.IsEmpty(inspected.Model.ReasonsAgainst);
        Assert.IsNotEmpty(predicted);
        Assert.AreEqual(2, server.CountOf("/net.onnx"));
        root.Delete(recursive: true);
    }
}
