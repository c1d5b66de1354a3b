using System.Text.Json;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Evaluation.Statistics;

/// <summary>
/// Correlations and regret of whole targets, from the reference scores of each image: the median over images, a
/// missing score 0, the model of the target's own name left out.
/// </summary>
[TestClass]
public sealed class SummaryGoldenTests
{
    private const string Summary = "goldens/cte/summary.json";

    /// <summary>The values are rounded to seven digits.</summary>
    private const double Tolerance = 1e-5;

    [TestMethod]
    [DataRow("goldens/cte/scores.json", "f1")]
    [DataRow("goldens/cte/instances.json", "map")]
    public void Of_EveryTargetAndScore_IsTheReferenceValue(string file, string performance)
    {
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Summary)));
        using JsonDocument scores = JsonDocument.Parse(File.ReadAllText(SharedData.Require(file)));
        int compared = 0;
        foreach (JsonProperty score in Named(summary.RootElement))
        {
            foreach (JsonProperty target in Named(scores.RootElement))
            {
                JsonElement[] models = [.. Named(target.Value).Where(m => m.Name != target.Name).Select(m => m.Value)];
                if (!models.All(m => Has(m, score.Name)) || !score.Value.TryGetProperty(target.Name, out JsonElement stated))
                {
                    continue;
                }

                double[] x = [.. models.Select(m => MedianOf(m, score.Name) ?? 0)];
                double[] y = [.. models.Select(m => MedianOf(m, performance) ?? 0)];
                string name = $"{score.Name} on {target.Name}";
                GoldenNumber.AssertNear(stated.GetProperty("tau"), KendallTau.Of(x, y), Tolerance, $"{name}: tau");
                GoldenNumber.AssertNear(
                    stated.GetProperty("rho"), SpearmanCorrelation.Of(x, y), Tolerance, $"{name}: rho");
                GoldenNumber.AssertNear(stated.GetProperty("r"), PearsonCorrelation.Of(x, y), Tolerance, $"{name}: r");
                GoldenNumber.AssertNear(
                    stated.GetProperty("weightedTau"), WeightedKendallTau.Of(x, y), Tolerance, $"{name}: weighted");
                GoldenNumber.AssertNear(
                    stated.GetProperty("regret"), TopOneRegret.Of(x, y), Tolerance, $"{name}: regret");
                compared++;
            }
        }

        Assert.AreNotEqual(0, compared, $"{file} and {Summary} have no score in common.");
    }

    private static IEnumerable<JsonProperty> Named(JsonElement element) =>
        element.EnumerateObject().Where(property => !property.Name.StartsWith('_'));

    private static bool Has(JsonElement model, string score) =>
        Named(model).All(image => image.Value.TryGetProperty(score, out _));

    private static double? MedianOf(JsonElement model, string key)
    {
        double median = SampleSummary.WithoutMissing(
            [.. Named(model).Select(image => GoldenNumber.Of(image.Value.GetProperty(key)))]).Median;
        return double.IsNaN(median) ? null : median;
    }
}
