using System.Globalization;
using System.Text.RegularExpressions;

using BioZooCte.Consistency;
using BioZooCte.Images;
using BioZooCte.Models.Processing;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>A perturbation is the same for a network, however its package normalises.</summary>
[TestClass]
public sealed partial class RewrappedPackageTests
{
    private const double Tolerance = 0.01;

    // Integers cannot hold what lies between them; where values wrapped, scores were 0.4 and more away.
    private const double ToleranceOfIntegers = 0.02;

    private const string Standardising = """
              - id: zero_mean_unit_variance
                kwargs:
                  axes:
                    - channel
                    - y
                    - x
                  eps: 1e-06

        """;

    [TestMethod]
    [DataRow("zero_mean_unit_variance")]
    [DataRow("none")]
    [DataRow("none, integers")]
    public async Task RankAsync_RewrappedPackage_KeepsItsScores(string preprocessing)
    {
        string original = NucleiData.ScalingPackages()[0];
        using TensorImage image = NucleiData.Crop(192, 256);
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(original))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string rdf = File.ReadAllText(Path.Combine(original, "rdf.yaml"));
        Match scaling = Scaling().Match(rdf);
        Assert.IsTrue(scaling.Success, "The RDF scales percentiles.");
        bool isStandardising = preprocessing == "zero_mean_unit_variance";
        File.Delete(Path.Combine(folder, "rdf.yaml"));
        rdf = rdf.Replace(scaling.Value, isStandardising ? Standardising : "");
        string weights = Path.Combine(folder, "weights.onnx");
        ChannelSummary range = await SummaryAsync(image, Number(scaling, "low"), Number(scaling, "high"));
        (double mean, double deviation) = await MomentsAsync(image);

        // The network's input is (x − low) / (high − low + eps), and x = mean + (deviation + eps) · z.
        double scale = 1 / (range.High - range.Low + 1e-6);
        FoldIn(
            weights,
            isStandardising ? (deviation + 1e-6) * scale : scale,
            isStandardising ? (mean - range.Low) * scale : -range.Low * scale);
        if (preprocessing == "none, integers")
        {
            rdf = WithIntegers(rdf, image.ElementType);
            TakeIntegers(weights, image.ElementType);
        }

        File.WriteAllText(Path.Combine(folder, "rdf.yaml"), rdf);

        foreach (string metric in (string[])["miou", "nhd", "ei"])
        {
            EstimationOptions options = new()
            {
                Perturbations =
                [
                    .. new[] { "contrast:0.7", "gamma:1.5", "brightness:0.1", "noise:0.1" }.Select(KnownPerturbations.Parse),
                ],
                Metric = KnownMetrics.Parse(metric),
                AllowHashMismatch = true,
            };
            ModelRanking ranking = await new TransferabilityEstimator(new OnnxBackend(), options)
                .RankAsync([original, folder], [image]);
            ModelScore expected = ranking.Models.Single(m => m.Source == original);
            ModelScore found = ranking.Models.Single(m => m.Source == folder.Path);
            Assert.IsNull(found.Error, found.Error);
            Assert.HasCount(4, found.PerImage);
            for (int i = 0; i < found.PerImage.Length; i++)
            {
                Assert.AreEqual(
                    expected.PerImage[i].Score!.Value,
                    found.PerImage[i].Score!.Value,
                    preprocessing == "none, integers" ? ToleranceOfIntegers : Tolerance,
                    $"{metric} {expected.PerImage[i].Perturbation}");
                Assert.IsLessThan(1, expected.PerImage[i].Score!.Value, "The perturbation changes something.");
            }
        }
    }

    /// <summary>The package takes the image's own values: what perturbations make of them does not wrap.</summary>
    private static string WithIntegers(string rdf, ElementType type)
    {
        int outputs = rdf.IndexOf("\noutputs:", StringComparison.Ordinal);
        return rdf[..outputs].Replace("type: float32", $"type: {type.Name()}") + rdf[outputs..];
    }

    /// <summary>Has the graph take integers, and turn them into floating-point values first.</summary>
    private static void TakeIntegers(string path, ElementType type)
    {
        const int OnnxUInt8 = 2;
        const int OnnxUInt16 = 4;
        const int OnnxFloat = 1;
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        HashSet<string> constants = [.. model.Graph.Initializer.Select(i => i.Name)];
        ValueInfoProto input = model.Graph.Input.First(i => !constants.Contains(i.Name));
        input.Type.TensorType.ElemType = type switch
        {
            ElementType.UInt8 => OnnxUInt8,
            ElementType.UInt16 => OnnxUInt16,
            _ => throw new AssertInconclusiveException($"The image is {type.Name()}."),
        };
        Redirect(model.Graph, input.Name, "as_floats");
        NodeProto cast = new() { OpType = "Cast", Name = "cast", Input = { input.Name }, Output = { "as_floats" } };
        cast.Attribute.Add(new AttributeProto { Name = "to", I = OnnxFloat, Type = AttributeProto.Types.AttributeType.Int });
        model.Graph.Node.Insert(0, cast);
        Write(path, model);
    }

    /// <summary>Puts x · factor + offset before whatever takes the graph's input.</summary>
    private static void FoldIn(string path, double factor, double offset)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        HashSet<string> constants = [.. model.Graph.Initializer.Select(i => i.Name)];
        string input = model.Graph.Input.First(i => !constants.Contains(i.Name)).Name;
        Redirect(model.Graph, input, "folded");
        model.Graph.Initializer.Add(Constant("folded_factor", factor));
        model.Graph.Initializer.Add(Constant("folded_offset", offset));
        model.Graph.Node.Insert(0, Node("Mul", input, "folded_factor", "folded_product"));
        model.Graph.Node.Insert(1, Node("Add", "folded_product", "folded_offset", "folded"));
        Write(path, model);
    }

    private static void Redirect(GraphProto graph, string from, string to)
    {
        foreach (NodeProto node in graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = node.Input[i] == from ? to : node.Input[i];
            }
        }
    }

    private static void Write(string path, ModelProto model)
    {
        File.Delete(path);
        File.WriteAllBytes(path, model.ToByteArray());
    }

    private static NodeProto Node(string type, string a, string b, string result) =>
        new() { OpType = type, Name = result, Input = { a, b }, Output = { result } };

    private static TensorProto Constant(string name, double value) =>
        new() { Name = name, DataType = 1, FloatData = { (float)value } };

    private static async Task<ChannelSummary> SummaryAsync(IImageSource image, double low, double high) =>
        (await ChannelSummaries.OfAsync(new TensorSource(await ReadAsync(image)), low, high, CancellationToken.None))[0];

    private static async Task<(double Mean, double Deviation)> MomentsAsync(IImageSource image)
    {
        double[] values = ElementConverter.Cast(await ReadAsync(image), ElementType.Float64).AsSpan<double>().ToArray();
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    private static async Task<AxisTensor> ReadAsync(IImageSource image)
    {
        AxisTensor tensor = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), tensor, CancellationToken.None);
        return tensor;
    }

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" *- id: scale_range\r?\n(.*\r?\n)*? *min_percentile: (?<low>[\d.]+)\r?\n *max_percentile: (?<high>[\d.]+)\r?\n( *eps: .*\r?\n)?")]
    private static partial Regex Scaling();
}
