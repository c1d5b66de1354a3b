using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Testing;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Scores of real models on real images, held against an independent implementation.</summary>
[TestClass]
public sealed class ReferenceScoresTests
{
    private const string Scores = "goldens/cte/scores.json";

    private const double PerImage = 0.002;
    private const double NoiseMedian = 0.02;

    /// <summary>The reference's noise is another: the mean of a few drawings comes nearer to what any would give.</summary>
    private const int NoiseRuns = 3;

    public static IEnumerable<object[]> Targets() => ExpectedFile.Cases(Scores)
        .Select(one => (string)one[0])
        .SelectMany(target => MayBeCut(target)
            ? new[] { new object[] { target, "none" }, [target, "auto"] }
            : [[target, "auto"]]);

    /// <summary>Whether an image of a target is so large that it is cut into tiles: else both ways are one.</summary>
    private static bool MayBeCut(string target)
    {
        const int MostPadding = 64;
        return SharedData.Find($"nuclei/targets/{target}/images") is string folder
            && Directory.GetFiles(folder).Any(file =>
            {
                using IImageSource image = ImageFile.Open(file);
                return (long)(image.Shape.SizeOf(AxisIds.Y) + MostPadding) * (image.Shape.SizeOf(AxisIds.X) + MostPadding)
                    > TilePlanner.WholeLimit;
            });
    }

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Gather_TargetAndTiling_ReproducesTheReferenceScores(string target, string tiling)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Scores)));
        SharedData.Require("nuclei/zoo");
        string folder = SharedData.Require($"nuclei/targets/{target}/images");
        ImmutableArray<ImageCandidate> images = [.. Directory.GetFiles(folder).Order().Select(f => ImageCandidate.FromFile(f, null))];
        Dictionary<string, Dictionary<string, List<double?>>> ours = [];
        Dictionary<string, Dictionary<string, List<double?>>> theirs = [];
        List<string> missing = [];
        int compared = 0;
        foreach (JsonProperty model in ExpectedFile.Entries(document.RootElement.GetProperty(target)))
        {
            // Noise does not depend on tiles, so it is drawn for one way of cutting alone.
            string[] keys = [.. ExpectedFile.Entries(model.Value)
                .SelectMany(i => ExpectedFile.Entries(i.Value).Select(p => p.Name))
                .Where(k => k.Contains(' ') && !k.Contains("dropout") && (tiling == "auto" || !k.Contains("noise")))
                .Distinct()];
            ImmutableArray<InputPerturbation> perturbations =
                [.. keys.Select(k => k.Split(' ')[1]).Distinct().Select(KnownPerturbations.Parse)];
            if (perturbations.Length == 0)
            {
                continue;
            }

            if (NucleiData.FindPackage(model.Name) is not string package)
            {
                missing.Add(model.Name);
                continue;
            }

            ModelEvidence evidence = await GatherAsync(package, images, perturbations, tiling);
            Assert.IsNull(evidence.Error, $"{model.Name}: {evidence.Error}");
            ours[model.Name] = keys.ToDictionary(k => k, _ => new List<double?>());
            theirs[model.Name] = keys.ToDictionary(k => k, _ => new List<double?>());
            foreach (ImageEvidence image in evidence.Images)
            {
                Assert.IsNull(image.Error, image.Error);
                if (!model.Value.TryGetProperty(Path.GetFileName(image.Source), out JsonElement expected))
                {
                    continue;
                }

                foreach (string key in keys.Where(k => expected.TryGetProperty(k, out _)))
                {
                    double?[] runs = [.. image.Pairs.Where(p => p.Perturbation == key.Split(' ')[1])
                        .Select(p => KnownMetrics.Parse(key.Split(' ')[0]).Score(p.Total))];
                    Assert.HasCount(key.Contains("noise") ? NoiseRuns : 1, runs);
                    double? found = runs.Average();
                    JsonElement value = expected.GetProperty(key);
                    double? wanted = value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
                    ours[model.Name][key].Add(found);
                    theirs[model.Name][key].Add(wanted);
                    string place = $"{target} {model.Name} {Path.GetFileName(image.Source)} {key}";
                    if (!key.Contains("noise"))
                    {
                        Assert.AreEqual(wanted is null, found is null, place);
                        Assert.AreEqual(wanted ?? 0, found ?? 0, PerImage, place);
                        compared++;
                    }
                }
            }
        }

        HoldMediansAndOrder(ours, theirs);
        Assert.IsTrue(compared > 0 || missing.Count > 0, $"{target} yields no case.");
        if (missing.Count > 0)
        {
            Assert.Inconclusive($"The zoo has no {string.Join(", ", missing)}; {ours.Count} others were held.");
        }
    }

    private static void HoldMediansAndOrder(
        Dictionary<string, Dictionary<string, List<double?>>> ours,
        Dictionary<string, Dictionary<string, List<double?>>> theirs)
    {
        foreach (string key in ours.Values.SelectMany(m => m.Keys).Distinct())
        {
            double tolerance = key.Contains("noise") ? NoiseMedian : PerImage;
            (string Model, double Ours, double Theirs)[] medians = [.. ours.Keys
                .Select(m => (m, Median(ours[m][key]), Median(theirs[m][key])))
                .Where(m => m.Item2 is not null && m.Item3 is not null)
                .Select(m => (m.m, m.Item2!.Value, m.Item3!.Value))];
            foreach ((string model, double found, double wanted) in medians)
            {
                Assert.AreEqual(wanted, found, tolerance, $"median of {model} {key}");
                foreach ((string other, double otherFound, double otherWanted) in medians)
                {
                    if (wanted - otherWanted > 2 * tolerance)
                    {
                        Assert.IsGreaterThan(otherFound, found, $"{key}: {model} is before {other}");
                    }
                }
            }
        }
    }

    private static async Task<ModelEvidence> GatherAsync(
        string package, ImmutableArray<ImageCandidate> images, ImmutableArray<InputPerturbation> perturbations, string tiling)
    {
        EstimationOptions options = new()
        {
            Perturbations = perturbations,
            Metric = KnownMetrics.Parse("ei"),
            Runs = NoiseRuns,
            TileSize = tiling == "none" ? TileSize.Whole : TileSize.Auto,
        };
        using ModelPackage opened = await ModelPackageReader.OpenAsync(package);
        ModelEstimation estimation = new(opened, new OnnxBackend(), options, new ProgressScope(null, 0, 1, images.Length));
        return await estimation.GatherAsync(images, CancellationToken.None);
    }

    private static double? Median(List<double?> values)
    {
        double[] sorted = [.. values.Where(v => v is not null).Select(v => v!.Value).Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
