using BioZooCte.Cli.Inspect;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Inspect;

[TestClass]
public sealed class InspectCommandTests
{
    private static readonly ModelDescription Model = new()
    {
        FormatVersion = "0.5.4",
        Id = "nice-unet",
        Name = "A U-Net",
        Description = "Finds nuclei.",
        Version = "1.0",
        License = "MIT",
        Authors = ["Ada", "Bob"],
        Inputs =
        [
            new InputDescription
            {
                Id = "raw",
                Axes =
                [
                    new AxisDescription { Id = "batch", Type = AxisType.Batch, Size = new AxisSize.Free() },
                    new AxisDescription
                    {
                        Id = "channel",
                        Type = AxisType.Channel,
                        Size = new AxisSize.Fixed(1),
                        ChannelNames = ["DAPI"],
                    },
                    new AxisDescription
                    {
                        Id = "y",
                        Type = AxisType.Space,
                        Size = new AxisSize.Parameterized(64, 16),
                    },
                    new AxisDescription { Id = "x", Type = AxisType.Space, Size = new AxisSize.Fixed(256) },
                ],
                Elements = [new ElementDescription { Type = ElementType.UInt8, Minimum = 0, Maximum = 255 }],
                Processing =
                [
                    new ProcessingDescription.ScaleRange(
                        new StatisticsScope(false, ["channel", "y", "x"]), 1, 99.8, 1e-6, null),
                ],
            },
        ],
        Outputs =
        [
            new OutputDescription
            {
                Id = "prob",
                Axes =
                [
                    new AxisDescription
                    {
                        Id = "channel",
                        Type = AxisType.Channel,
                        Size = new AxisSize.Fixed(2),
                        ChannelNames = ["foreground", "boundary"],
                    },
                    new AxisDescription
                    {
                        Id = "y",
                        Type = AxisType.Space,
                        Size = new AxisSize.Referenced("raw", "y", 0.5, 0),
                        Halo = 16,
                    },
                    new AxisDescription
                    {
                        Id = "x",
                        Type = AxisType.Space,
                        Size = new AxisSize.Referenced("raw", "x", 1, -4),
                    },
                ],
                Elements = [new ElementDescription { Type = ElementType.Float32 }],
                Processing = [new ProcessingDescription.Sigmoid()],
            },
        ],
        Weights =
        [
            new WeightsDescription
            {
                Format = "onnx",
                Source = new FileDescription("weights.onnx", null),
                OpsetVersion = 16,
                Parent = "pytorch_state_dict",
            },
        ],
        Rdf = new RdfMapping(1, []),
    };

    [TestMethod]
    public async Task Inspect_Package_ShowsAllThatAPersonAsks()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, new FakeBackend()));
        Assert.AreEqual(
            """
            A U-Net
              zoo/a · id nice-unet · version 1.0 · licence MIT · format 0.5.4 · by Ada and Bob
              Finds nuclei.
            Can it run?
              Yes, by a fake 1.0.
            Goes in: raw
              uint8 from 0 to 255
              batch: any length
              channel (DAPI): 1
              y: 64 or more, by 16
              x: 256
              1. scale_range: percentiles 1 and 99.8 to 0 and 1, of each image over channel, y, x
            Comes out: prob
              float32
              channel (foreground, boundary): 2
              y: that of raw.y × 0.5, 16 at either end lack context
              x: that of raw.x − 4
              1. sigmoid: to values between 0 and 1
            Foreground
              Output 'prob', channel 0 'foreground'. Probabilities: the last step is sigmoid. Channel 0,
              'foreground': its name says so.
            Structure
              nuclei (description 'nuclei').
            Weights
              onnx: weights.onnx, operator set 16, converted from pytorch_state_dict
            Worth knowing
              rdf.yaml:12: inputs[0]: no test tensor

            """.ReplaceLineEndings("\n"),
            captured.Output);
    }

    [TestMethod]
    public async Task Inspect_CannotRun_SaysWhyAndIsDone()
    {
        using Captured captured = new();
        FakeBackend backend = new() { Reasons = ["no ONNX weights; the package has torchscript"] };
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, backend));
        StringAssert.Contains(captured.Output, "  No: no ONNX weights; the package has torchscript\n");
        StringAssert.Contains(captured.Output, "Output 'prob', channel 0 'foreground'.");
    }

    [TestMethod]
    public async Task Inspect_DamagedWeights_SaysSo()
    {
        using Captured captured = new();
        FakeBackend backend = new()
        {
            Damage = new InvalidModelPackageException("weights.onnx", null, null, "12 bytes", "a graph"),
        };
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, backend));
        StringAssert.Contains(captured.Output, "  No: weights.onnx: 12 bytes; expected a graph.\n");
    }

    [TestMethod]
    public async Task Inspect_AnotherForeground_IsShown()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, new FakeBackend(), "--foreground", "boundary"));
        StringAssert.Contains(captured.Output, "Output 'prob', channel 1 'boundary'.");
    }

    [TestMethod]
    public async Task Inspect_ForegroundThatIsNotThere_SaysWhatThereIs()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, new FakeBackend(), "--foreground", "lysosome"));
        StringAssert.Contains(captured.Output, "Not known: foreground 'lysosome' is no output or channel of it;");
    }

    [TestMethod]
    public async Task Inspect_OneOfTwoIsUnreadable_ShowsTheOtherAndIsMisuse()
    {
        using TemporaryFolder folder = new();
        folder.Write("a/rdf.yaml");
        folder.Write("b/rdf.yaml");
        using Captured captured = new();
        int code = await captured.RunAsync(
            InspectCommand.Create(
                captured.Terminal,
                (source, _, _) => Path.GetFileName(source) == "a"
                    ? throw new InvalidModelPackageException("a/rdf.yaml", 3, "name", "missing", "a text")
                    : Task.FromResult(Package(source)),
                new FakeBackend()),
            InspectCommand.Examples,
            "inspect",
            folder.Path);
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual("zoocte: a/rdf.yaml:3: name is missing; expected a text.\n", captured.Error);
        StringAssert.Contains(captured.Output, "A U-Net");
    }

    [TestMethod]
    public async Task Inspect_NoPackage_IsMisuse()
    {
        using Captured captured = new();
        int code = await captured.RunAsync(
            InspectCommand.Create(
                captured.Terminal, (source, _, _) => Task.FromResult(Package(source)), new FakeBackend()),
            InspectCommand.Examples,
            "inspect");
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "See: zoocte inspect --help");
    }

    [TestMethod]
    public async Task Inspect_Layers_ShowsWhereTheNetworkCanBeCut()
    {
        Captured captured = new();
        FakeBackend backend = new()
        {
            Layers =
            [
                new FeatureLayer("t3", "Relu", ["batch", "channel", "y", "x"])
                {
                    Sizes = [1, 16, 20, 28],
                    InputSizes = [1, 1, 40, 56],
                    Downsampling = 2,
                },
                new FeatureLayer("t7", "Elu", ["batch", "y", "x", "channel"])
                {
                    Sizes = [1, 10, 14, 32],
                    InputSizes = [1, 1, 40, 56],
                    Downsampling = 4,
                    IsBottleneck = true,
                    IsStage = true,
                },
            ],
        };

        await RunAsync(captured, backend, "--layers");

        StringAssert.Contains(captured.Output, "t3: Relu, 16 channels, 1/2 of the resolution\n");
        StringAssert.Contains(captured.Output, "t7: Elu, 32 channels, 1/4 of the resolution, the bottleneck, read for features\n");
    }

    [TestMethod]
    public async Task Inspect_LayersOfANetworkThatCannotBeCut_SaysWhy()
    {
        Captured captured = new();

        await RunAsync(captured, new FakeBackend(), "--layers");

        StringAssert.Contains(captured.Output, "Features cannot be perturbed: a fake 1.0 cannot cut a network in two");
    }

    private static ModelPackage Package(string source) => new(
        source,
        "a",
        Model,
        [new PackageNotice("rdf.yaml", 12, "inputs[0]", "no test tensor")],
        new NoFiles());

    private static async Task<int> RunAsync(Captured captured, IModelBackend backend, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        folder.Write("a/rdf.yaml");
        return await captured.RunAsync(
            InspectCommand.Create(
                captured.Terminal, (_, _, _) => Task.FromResult(Package("zoo/a")), backend),
            InspectCommand.Examples,
            ["inspect", folder["a"], .. arguments]);
    }

    private sealed class NoFiles : IPackageFiles
    {
        public string Resolve(FileDescription file) => throw new FileNotFoundException(file.Source);

        public void Dispose()
        {
        }
    }

    private sealed class FakeBackend : IModelBackend
    {
        public IReadOnlyList<string> Reasons { get; init; } = [];

        public Exception? Damage { get; init; }

        public IReadOnlyList<FeatureLayer> Layers { get; init; } = [];

        public string Name => "a fake 1.0";

        public IReadOnlyList<FeatureLayer> FindLayers(ModelPackage package) => Layers;

        public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => Reasons;

        public NetworkDescription Examine(ModelPackage package) => Damage is null
            ? new NetworkDescription
            {
                Inputs = [new NetworkTensor("82", ElementType.Float32, [null, 1, null, 256], null)],
                Outputs = [new NetworkTensor("83", ElementType.Float32, [2, null, null], "Conv")],
                Sha256 = "",
            }
            : throw Damage;

        public IModelRunner Open(ModelPackage package, RunnerOptions options) => throw new NotSupportedException();
    }
}
