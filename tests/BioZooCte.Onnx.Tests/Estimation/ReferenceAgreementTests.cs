using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Testing;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>
/// Agreement of real models on real images, held against an independent implementation: on the first small image of
/// each target, on all of them where <c>BIOZOOCTE_ALL_IMAGES</c> is set.
/// </summary>
[TestClass]
public sealed class ReferenceAgreementTests
{
    private const string Golden = "goldens/cte/agreement.json";

    private const double AtAllPixels = 0.005;
    private const double AtASample = 0.03;
    private const double MedianAtASample = 0.01;
    private const double Weight = 0.005;

    /// <summary>Pixels of an image that is small.</summary>
    private const long Small = 300_000;

    public TestContext TestContext { get; set; } = null!;

    private static bool TakesAll => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BIOZOOCTE_ALL_IMAGES"));

    public static IEnumerable<object[]> Targets() => ExpectedFile.Cases(Golden);

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Find_Target_ReproducesTheReferenceAgreement(string target)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Golden)));
        Dictionary<string, JsonElement> models = ExpectedFile
            .Entries(document.RootElement.GetProperty(target)).ToDictionary(m => m.Name, m => m.Value);
        ImmutableArray<string> images = [.. SharedData.RequireCases(
            target, Images(target).Where(i => models.Values.All(m => m.TryGetProperty(Path.GetFileName(i), out _))))];
        using VoteStore store = new();
        Dictionary<string, ModelEvidence> evidence = [];
        foreach (string model in models.Keys.Order())
        {
            evidence[model] = await GatherAsync(model, images, store);
        }

        foreach (int? sample in new int?[] { null, VotePositions.UsualCount })
        {
            Hold(target, models, images, evidence, sample);
        }
    }

    private static IEnumerable<string> Images(string target)
    {
        IEnumerable<string> files = Directory.GetFiles(SharedData.Require($"nuclei/targets/{target}/images")).Order();
        return TakesAll
            ? files
            : files.Where(file =>
            {
                using IImageSource image = ImageFile.Open(file);
                return (long)image.Shape.SizeOf(AxisIds.Y) * image.Shape.SizeOf(AxisIds.X) <= Small;
            }).Take(1).DefaultIfEmpty(files.First());
    }

    private void Hold(
        string target,
        Dictionary<string, JsonElement> models,
        ImmutableArray<string> images,
        Dictionary<string, ModelEvidence> evidence,
        int? sample)
    {
        string[] names = [.. evidence.Keys];
        ConsistencyMetric miou = KnownMetrics.Parse("miou");
        List<double>[] ours = [.. names.SelectMany(_ => new[] { new List<double>(), [] })];
        List<double>[] theirs = [.. ours.Select(_ => new List<double>())];
        double worst = 0;
        double worstWeight = 0;
        for (int i = 0; i < images.Length; i++)
        {
            Voter[] voters = [.. names.Select((name, m) => new Voter(
                Sampled(evidence[name].Images[i].Votes!, images[i], sample),
                evidence[name].Images[i].Pairs.Average(p => miou.Score(p.Total)),
                m))];
            ImageConsensus consensus = ConsensusFinder.Find(voters, 0.5);
            for (int m = 0; m < names.Length; m++)
            {
                JsonElement expected = models[names[m]].GetProperty(Path.GetFileName(images[i]));
                PairCounts counts = consensus.Against[m].Aggregate(PairCounts.Add);
                string place = $"{target} {names[m]} {Path.GetFileName(images[i])}";
                double tolerance = sample is null ? AtAllPixels : AtASample;
                Compare(miou.Score(counts), expected.GetProperty("agreement"), tolerance, place + " a", ours[2 * m], theirs[2 * m], ref worst);
                Compare(ForegroundF1.Score(counts), expected.GetProperty("estimatedF1"), tolerance, place + " e", ours[(2 * m) + 1], theirs[(2 * m) + 1], ref worst);
                double weight = expected.GetProperty("weight").GetDouble();
                worstWeight = Math.Max(worstWeight, Math.Abs(weight - consensus.Weights[m]));
                Assert.AreEqual(weight, consensus.Weights[m], sample is null ? Weight : AtASample, place + " weight");
            }
        }

        // Of one image or two the median is no better than an image.
        for (int s = 0; s < ours.Length && images.Length > 2; s++)
        {
            Assert.AreEqual(
                Median(theirs[s]), Median(ours[s]), sample is null ? AtAllPixels : MedianAtASample, $"{target} {names[s / 2]} median");
        }

        TestContext.WriteLine(FormattableString.Invariant(
            $"{target}, {images.Length} images, sample {sample}: greatest difference {worst:0.0000}, of weights {worstWeight:0.0000}"));
    }

    private static void Compare(
        double? found, JsonElement wanted, double tolerance, string place, List<double> ours, List<double> theirs, ref double worst)
    {
        Assert.AreEqual(wanted.ValueKind == JsonValueKind.Null, found is null, place);
        if (found is double value)
        {
            Assert.AreEqual(wanted.GetDouble(), value, tolerance, place);
            worst = Math.Max(worst, Math.Abs(wanted.GetDouble() - value));
            ours.Add(value);
            theirs.Add(wanted.GetDouble());
        }
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The votes at the positions of a sample, out of those at all pixels.</summary>
    private static VoteSheet Sampled(VoteSheet all, string image, int? sample)
    {
        VotePositions pixels = all.Positions;
        Assert.IsTrue(all.IsComplete);
        VotePositions positions = new(0, Path.GetFileName(image), pixels.Planes, pixels.Rows, pixels.Columns, sample);
        byte[] votes = new byte[pixels.Count];
        all.Read(0, votes);
        VoteSheet sheet = new(positions);
        sheet.Write(0, [.. Enumerable.Range(0, (int)positions.Count).Select(p => votes[positions[p]])]);
        return sheet;
    }

    private static async Task<ModelEvidence> GatherAsync(string model, ImmutableArray<string> images, VoteStore votes)
    {
        EstimationOptions options = new() { TileSize = TileSize.Whole, AgreementSample = null };
        using ModelPackage package = await ModelPackageReader.OpenAsync(NucleiData.PackagePath(model));
        ModelEstimation estimation =
            new(package, new OnnxBackend(), options, new ProgressScope(null, 0, 1, images.Length), votes);
        ModelEvidence evidence = await estimation.GatherAsync(
            [.. images.Select(i => ImageCandidate.FromFile(i, null))], CancellationToken.None);
        Assert.IsNull(evidence.Error, evidence.Error);
        return evidence;
    }
}
