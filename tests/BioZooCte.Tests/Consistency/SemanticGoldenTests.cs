using System.Text.Json;

using BioZooCte.Consistency;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Consistency;

/// <summary>The semantic cases of the reference values, from one pass each.</summary>
[TestClass]
public sealed class SemanticGoldenTests
{
    private const string File = "reference/golden.json";

    private const PairMeasures Everything = PairMeasures.EffectiveInvariance | PairMeasures.Entropy
        | PairMeasures.Divergence | PairMeasures.CrossEntropy | PairMeasures.Difference;

    private static readonly IReadOnlyDictionary<string, string> MetricsByKey = new Dictionary<string, string>
    {
        ["miou"] = "miou",
        ["nhd"] = "nhd",
        ["ei"] = "ei",
        ["entropy2"] = "entropy",
        ["kl2"] = "kl",
        ["ce2"] = "cross-entropy",
        ["diff1"] = "difference",
    };

    [TestMethod]
    public void Score_EverySemanticCase_IsTheReferenceValue()
    {
        using JsonDocument document = Read();
        int values = 0;
        foreach (JsonElement stated in Cases(document))
        {
            double[] u = Pixels(stated.GetProperty("u"));
            double[] p = Pixels(stated.GetProperty("p"));
            double threshold = stated.GetProperty("threshold").GetDouble();
            PairCounts counts = PairCounter.Count(u, p, threshold, Everything);
            string name = stated.GetProperty("name").GetString()!;
            Assert.AreEqual(stated.GetProperty("union").GetInt64(), counts.Union, name);
            values += Compare(stated, counts, 1e-9, name);
        }

        Assert.IsGreaterThan(0, values, "No case states a value.");
    }

    [TestMethod]
    public void Score_EverySemanticCaseInSinglePrecision_IsNearTheReferenceValue()
    {
        using JsonDocument document = Read();
        foreach (JsonElement stated in Cases(document))
        {
            float[] u = [.. Pixels(stated.GetProperty("u")).Select(value => (float)value)];
            float[] p = [.. Pixels(stated.GetProperty("p")).Select(value => (float)value)];
            float threshold = stated.GetProperty("threshold").GetSingle();
            PairCounts counts = PairCounter.Count(u, p, threshold, Everything);
            Compare(stated, counts, 1e-6, stated.GetProperty("name").GetString()!);
        }
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));

    private static IReadOnlyList<JsonElement> Cases(JsonDocument document)
    {
        Assert.IsTrue(
            document.RootElement.TryGetProperty("semantic", out JsonElement cases), $"{File}: no semantic.");
        return SharedData.RequireCases(File, cases.EnumerateArray());
    }

    private static int Compare(JsonElement stated, PairCounts counts, double tolerance, string name)
    {
        int compared = 0;
        foreach ((string key, string metric) in MetricsByKey)
        {
            if (!stated.TryGetProperty(key, out JsonElement expected))
            {
                continue;
            }

            compared++;
            double? actual = KnownMetrics.Parse(metric).Score(counts);
            if (expected.ValueKind == JsonValueKind.Null)
            {
                Assert.IsNull(actual, $"{name}: {key}");
            }
            else
            {
                Assert.IsNotNull(actual, $"{name}: {key}");
                Assert.AreEqual(expected.GetDouble(), actual.Value, tolerance, $"{name}: {key}");
            }
        }

        return compared;
    }

    private static double[] Pixels(JsonElement rows) =>
        [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetDouble())];
}
