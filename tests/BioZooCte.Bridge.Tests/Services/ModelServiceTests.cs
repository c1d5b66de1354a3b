using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Tests.Services;

/// <summary>What a bridge says of itself and of its models.</summary>
[TestClass]
public sealed class ModelServiceTests
{
    [TestMethod]
    public async Task ListModels_PageByPage_GivesEachOnce()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        List<string> names = [];
        string page = "";
        do
        {
            BridgeAnswer<ListModelsResponse> answer = await bridge.Client.CallAsync<ListModelsResponse>(
                "ModelService/ListModels", new ListModelsRequest { PageSize = 3, PageToken = page });
            names.AddRange(answer.Only.Models.Select(model => model.Name));
            page = answer.Only.NextPageToken;
        }
        while (page.Length > 0);

        Assert.AreSequenceEqual(
            Directory.GetDirectories(RunningBridge.Zoo).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal),
            names);
    }

    [TestMethod]
    public async Task InspectModel_SaysWhatItTakesAndGives()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        InspectModelResponse found = (await bridge.Client.CallAsync<InspectModelResponse>(
            "ModelService/InspectModel", new InspectModelRequest { Model = "dsb256" })).Only;

        Assert.IsEmpty(found.Model.ReasonsAgainst);
        Assert.AreEqual("nuclei", found.Model.Structures.Single());
        Assert.AreEqual(64, found.Sha256.Length);
        Assert.Contains("y(", found.Inputs.Single().Axes);
    }

    [TestMethod]
    public async Task InspectModel_WithNicknameBesideADoi_SaysTheNickname()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("nickname");
        string package = root.CreateSubdirectory("ant").FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(RunningBridge.Zoo, "dsb256")))
        {
            File.Copy(file, Path.Combine(package, Path.GetFileName(file)));
        }

        await File.AppendAllTextAsync(
            Path.Combine(package, "rdf.yaml"),
            "\nid: 10.5281/zenodo.8419845/8420081\nconfig: {bioimageio: {nickname: ambitious-ant}}\n");
        await using RunningBridge bridge = await RunningBridge.StartAsync(
            options => options with { ModelRoots = [root.FullName] });

        InspectModelResponse found = (await bridge.Client.CallAsync<InspectModelResponse>(
            "ModelService/InspectModel", new InspectModelRequest { Model = "ant" })).Only;

        Assert.AreEqual("ambitious-ant", found.Model.ZooId);
        root.Delete(recursive: true);
    }

    [TestMethod]
    public async Task CheckCompatibility_OfTwoChannels_SaysWhyNotUntilOneIsChosen()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        ImageHeader header = BlobImage.Make("two", 1).Header;
        header.Axes.Insert(0, new Axis { Name = "c", Size = 2 });
        CheckCompatibilityRequest request = new() { Image = header };

        CheckCompatibilityResponse without = (await bridge.Client.CallAsync<CheckCompatibilityResponse>(
            "ModelService/CheckCompatibility", request)).Only;
        request.Selection = new ImageSelection { Channel = "1" };
        CheckCompatibilityResponse with = (await bridge.Client.CallAsync<CheckCompatibilityResponse>(
            "ModelService/CheckCompatibility", request)).Only;

        Assert.HasCount(4, without.Models);
        Assert.IsTrue(without.Models.All(model => !model.IsCompatible && model.Reasons[0].Contains("channel", StringComparison.Ordinal)));
        Assert.IsTrue(with.Models.All(model => model.IsCompatible));
    }

    [TestMethod]
    public async Task GetServerInfo_NamesWhatSettingsMayUse()
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();

        GetServerInfoResponse info = (await bridge.Client.CallAsync<GetServerInfoResponse>(
            "ServerService/GetServerInfo", new GetServerInfoRequest())).Only;

        Assert.AreEqual("miou", info.Metrics[0]);
        Assert.Contains("dropout", info.FeaturePerturbations);
        Assert.AreEqual("v1", info.ApiVersions.Single());
        Assert.IsFalse(info.RanksPaths);
    }

    [TestMethod]
    [DataRow("", "image.name is empty")]
    [DataRow("yy", "image.axes has 'y' twice")]
    [DataRow("yq", "image.axes has 'q'")]
    [DataRow("cz", "image.axes are 'cz'; expected y and x among them")]
    public async Task Header_ThatIsNoneOfAnImage_IsRefused(string axes, string expected)
    {
        await using RunningBridge bridge = await RunningBridge.StartAsync();
        ImageHeader header = new()
        {
            Name = axes,
            DataType = DataType.Uint8,
            Axes = { axes.Select(letter => new Axis { Name = letter.ToString(), Size = 4 }) },
        };

        (StatusCode code, string message) = await bridge.Client.FailAsync<CheckCompatibilityResponse>(
            "ModelService/CheckCompatibility", new CheckCompatibilityRequest { Image = header });

        Assert.AreEqual(StatusCode.InvalidArgument, code);
        Assert.Contains(expected, message);
    }
}
