using System.Text.Json;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Evaluation.Statistics;

/// <summary>Every pair of lists of the reference values.</summary>
[TestClass]
public sealed class CorrelationGoldenTests
{
    private const string File = "goldens/statistics/statistics.json";
    private const string Older = "reference/golden.json";

    private const double Tolerance = 1e-12;

    /// <summary>
    /// Values that differ only far behind the point lose digits before any formula sees them: so much for each time
    /// that the largest is as large as their spread.
    /// </summary>
    private const double OffsetTolerance = 1e-15;
    private const double MostTolerance = 1e-9;

    private static readonly Dictionary<string, CorrelationStatistic> Statistics = new()
    {
        ["kendall_tau_b"] = KendallTau.Of,
        ["spearman_rho"] = SpearmanCorrelation.Of,
        ["pearson_r"] = PearsonCorrelation.Of,
        ["weighted_tau"] = (x, y) => WeightedKendallTau.Of(x, y),
        ["weighted_tau_by_x"] = (x, y) => WeightedKendallTau.Of(x, y, WeightedTauOrder.ByX),
        ["weighted_tau_by_index"] = (x, y) => WeightedKendallTau.Of(x, y, WeightedTauOrder.ByPosition),
        ["weighted_tau_multiplicative"] = (x, y) => WeightedKendallTau.Of(x, y, additive: false),
    };

    private static readonly Dictionary<string, string> OlderNames = new()
    {
        ["tau_b"] = "kendall_tau_b",
        ["rho"] = "spearman_rho",
        ["r"] = "pearson_r",
        ["weighted_tau"] = "weighted_tau",
    };

    [TestMethod]
    public void Statistic_EveryPairOfLists_IsTheReferenceValue()
    {
        using JsonDocument document = Read(File);
        int values = 0;
        foreach (JsonElement stated in Cases(document, File))
        {
            values += Compare(stated, List(stated, "x"), List(stated, "y"), Name(stated));
        }

        Assert.IsGreaterThan(0, values, $"{File}: no case states a value.");
    }

    [TestMethod]
    public void Statistic_PairsWithNaN_IsTheReferenceValueWithoutThem()
    {
        using JsonDocument document = Read(File);
        foreach (JsonElement stated in Cases(document, File))
        {
            if (!stated.TryGetProperty("omit", out JsonElement omit))
            {
                continue;
            }

            double[] all = List(stated, "x");
            (double[] x, double[] y) = PairedValues.WithoutMissing(all, List(stated, "y"));
            Assert.AreEqual(stated.GetProperty("pairs_left_out").GetInt32(), all.Length - x.Length, Name(stated));
            Compare(omit, x, y, Name(stated));
        }
    }

    [TestMethod]
    public void Statistic_EveryOlderPairOfLists_IsTheReferenceValue()
    {
        using JsonDocument document = Read(Older);
        foreach (JsonElement stated in Cases(document, Older))
        {
            foreach ((string key, string name) in OlderNames)
            {
                double actual = Statistics[name](List(stated, "x"), List(stated, "y"));
                GoldenNumber.AssertNear(stated.GetProperty(key), actual, Tolerance, $"{Name(stated)}: {key}");
            }
        }
    }

    [TestMethod]
    public void Ranks_EveryPairOfLists_AreTheReferenceValues()
    {
        using JsonDocument document = Read(File);
        int lists = 0;
        foreach (JsonElement stated in Cases(document, File).Where(c => c.TryGetProperty("ranks_x", out _)))
        {
            double[] x = List(stated, "x");
            CollectionAssert.AreEqual(List(stated, "ranks_x"), RankOrder.Average(x), Name(stated));
            int[] shared = [.. List(stated, "competition_ranks_x").Select(rank => (int)rank)];
            CollectionAssert.AreEqual(shared, RankOrder.Competition(x), Name(stated));
            lists++;
        }

        Assert.IsGreaterThan(0, lists, $"{File}: no case states ranks.");
    }

    [TestMethod]
    public void Permutations_EveryShortPairOfLists_AreCountedExactly()
    {
        using JsonDocument document = Read(File);
        int tests = 0;
        foreach (JsonElement stated in Cases(document, File))
        {
            if (!stated.TryGetProperty("permutation", out JsonElement permutation))
            {
                continue;
            }

            foreach ((string key, CorrelationStatistic statistic) in Statistics)
            {
                if (permutation.TryGetProperty(key, out JsonElement expected))
                {
                    PermutationCounts counts = PermutationTest.Run(List(stated, "x"), List(stated, "y"), statistic);
                    Assert.AreEqual(permutation.GetProperty("pairings").GetInt64(), counts.Pairings);
                    Compare(expected, counts, $"{Name(stated)}: {key}");
                    tests++;
                }
            }
        }

        Assert.IsGreaterThan(0, tests, $"{File}: no case states permutations.");
    }

    private static void Compare(JsonElement expected, PermutationCounts counts, string name)
    {
        Assert.IsTrue(counts.IsExact, name);
        GoldenNumber.AssertNear(expected.GetProperty("p_two_sided"), counts.TwoSided, Tolerance, name);
        GoldenNumber.AssertNear(expected.GetProperty("p_absolute"), counts.FromZero, Tolerance, name);
        if (expected.TryGetProperty("count_at_most", out JsonElement atMost))
        {
            Assert.AreEqual(atMost.GetInt64(), counts.AtMost, name);
            Assert.AreEqual(expected.GetProperty("count_at_least").GetInt64(), counts.AtLeast, name);
            Assert.AreEqual(expected.GetProperty("count_absolute").GetInt64(), counts.Absolute, name);
        }
    }

    private static int Compare(JsonElement stated, double[] x, double[] y, string name)
    {
        double tolerance = Math.Clamp(OffsetTolerance * Math.Max(Offset(x), Offset(y)), Tolerance, MostTolerance);
        int compared = 0;
        foreach ((string key, CorrelationStatistic statistic) in Statistics)
        {
            if (stated.TryGetProperty(key, out JsonElement expected))
            {
                GoldenNumber.AssertNear(expected, statistic(x, y), tolerance, $"{name}: {key}");
                compared++;
            }
        }

        return compared;
    }

    /// <summary>How many times as large as their spread the largest value is; 0 where all are equal.</summary>
    private static double Offset(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double spread = finite.Length == 0 ? 0 : finite.Max() - finite.Min();
        return spread == 0 ? 0 : finite.Max(Math.Abs) / spread;
    }

    private static JsonDocument Read(string file) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(file)));

    private static IReadOnlyList<JsonElement> Cases(JsonDocument document, string file) =>
        SharedData.RequireCases(file, document.RootElement.GetProperty("correlation").EnumerateArray());

    private static double[] List(JsonElement stated, string key) => GoldenNumber.ListOf(stated.GetProperty(key));

    private static string Name(JsonElement stated) => stated.GetProperty("name").GetString()!;
}
