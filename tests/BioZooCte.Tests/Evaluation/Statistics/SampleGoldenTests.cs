using System.Globalization;
using System.Text.Json;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Evaluation.Statistics;

/// <summary>Every list of the reference values.</summary>
[TestClass]
public sealed class SampleGoldenTests
{
    private const string File = "goldens/statistics/statistics.json";

    [TestMethod]
    public void Summary_EveryList_IsTheReferenceValue()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        IEnumerable<JsonElement> cases = document.RootElement.GetProperty("samples").EnumerateArray();
        foreach (JsonElement stated in SharedData.RequireCases(File, cases))
        {
            string name = stated.GetProperty("name").GetString()!;
            double[] values = GoldenNumber.ListOf(stated.GetProperty("values"));
            double largest = values.Where(v => !double.IsNaN(v)).Select(Math.Abs).DefaultIfEmpty(0).Max();
            Compare(stated, new SampleSummary(values), largest, name);
            if (stated.TryGetProperty("omit", out JsonElement omit))
            {
                Compare(omit, SampleSummary.WithoutMissing(values), largest, $"{name}, without NaN");
            }
        }
    }

    private static void Compare(JsonElement stated, SampleSummary summary, double largest, string name)
    {
        double tolerance = 1e-12 * largest;
        GoldenNumber.AssertNear(stated.GetProperty("mean"), summary.Mean, tolerance, $"{name}: mean");
        GoldenNumber.AssertNear(stated.GetProperty("median"), summary.Median, tolerance, $"{name}: median");
        GoldenNumber.AssertNear(
            stated.GetProperty("std_ddof0"), summary.PopulationDeviation, tolerance, $"{name}: ddof 0");
        GoldenNumber.AssertNear(
            stated.GetProperty("std_ddof1"), summary.SampleDeviation, tolerance, $"{name}: ddof 1");
        if (stated.TryGetProperty("percentiles", out JsonElement percentiles))
        {
            foreach (JsonProperty percentile in percentiles.EnumerateObject())
            {
                double percent = double.Parse(percentile.Name, CultureInfo.InvariantCulture);
                GoldenNumber.AssertNear(
                    percentile.Value, summary.Percentile(percent), tolerance, $"{name}: {percentile.Name}");
            }
        }
    }
}
