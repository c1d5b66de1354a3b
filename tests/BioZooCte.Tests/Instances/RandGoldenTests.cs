using System.Globalization;
using System.Text.Json;

using BioZooCte.Instances;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Instances;

/// <summary>Rand scores and the variation of information of the reference values.</summary>
[TestClass]
public sealed class RandGoldenTests
{
    private const string Older = "reference/golden.json";
    private const string AlphaKey = "alpha_";
    private const double Tolerance = 1e-12;
    private const double InformationTolerance = 1e-11;

    [TestMethod]
    public void AdaptedRandError_EveryPair_IsTheReferenceValue()
    {
        int values = 0;
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            foreach (JsonProperty row in Rows(pair.Stated, "adapted_rand"))
            {
                (ContingencyTable table, double alpha) = Select(pair, row.Name);
                AdaptedRandError error = AdaptedRandError.Of(table, alpha);
                string name = $"{pair.Name}: {row.Name}";
                GoldenNumber.AssertNear(row.Value.GetProperty("error"), error.Error, Tolerance, name);
                GoldenNumber.AssertNear(row.Value.GetProperty("precision"), error.OfFirst, Tolerance, name);
                GoldenNumber.AssertNear(row.Value.GetProperty("recall"), error.OfSecond, Tolerance, name);
                values++;
            }
        }

        Assert.IsGreaterThan(0, values);
    }

    [TestMethod]
    public void VariationOfInformation_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            foreach (JsonProperty row in Rows(pair.Stated, "variation_of_information"))
            {
                VariationOfInformation found = VariationOfInformation.Of(Select(pair, row.Name).Table);
                string name = $"{pair.Name}: {row.Name}";
                GoldenNumber.AssertNear(row.Value.GetProperty("splits"), found.Splits, InformationTolerance, name);
                GoldenNumber.AssertNear(row.Value.GetProperty("merges"), found.Merges, InformationTolerance, name);
            }
        }
    }

    [TestMethod]
    public void PaperScore_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            foreach (JsonProperty row in Rows(pair.Stated, "v_rand_paper"))
            {
                double alpha = Number(row.Name[AlphaKey.Length..]);
                ForegroundRandScore score = ForegroundRandScore.Paper(pair.First, pair.Second, alpha);
                GoldenNumber.AssertNear(row.Value, score.Score, Tolerance, $"{pair.Name}: {row.Name}");
            }
        }
    }

    [TestMethod]
    public void ProgramScore_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            JsonElement stated = pair.Stated.GetProperty("v_rand_program");
            foreach (bool withoutBand in new[] { true, false })
            {
                JsonElement row = stated.GetProperty(withoutBand ? "band" : "no_band");
                ForegroundRandScore score =
                    ForegroundRandScore.Program(pair.First, pair.Second, pair.Grid, withoutBand: withoutBand);
                string name = $"{pair.Name}, without band: {withoutBand}";
                Assert.AreEqual(row.GetProperty("mask_pixels").GetInt64(), score.Pixels, name);
                GoldenNumber.AssertNear(row.GetProperty("v_rand"), score.Score, Tolerance, name);
                GoldenNumber.AssertNear(row.GetProperty("s_ij_over_s_u"), score.OfFirst, Tolerance, name);
                GoldenNumber.AssertNear(row.GetProperty("s_ij_over_s_p"), score.OfSecond, Tolerance, name);
            }
        }
    }

    [TestMethod]
    public void Scores_EveryOlderPair_AreTheReferenceValues()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Older)));
        IEnumerable<JsonElement> cases = document.RootElement.GetProperty("instance").EnumerateArray();
        foreach (JsonElement stated in SharedData.RequireCases(Older, cases))
        {
            (int[] u, GridSize grid) = Rows(stated.GetProperty("u"));
            int[] p = Rows(stated.GetProperty("p")).Labels;
            string name = stated.GetProperty("name").GetString()!;
            double alpha = stated.GetProperty("alpha").GetDouble();
            foreach (bool withoutBand in new[] { true, false })
            {
                JsonElement row = stated.GetProperty(withoutBand ? "border1" : "noborder");
                ForegroundRandScore score = ForegroundRandScore.Program(u, p, grid, alpha, withoutBand);
                Assert.AreEqual(row.GetProperty("mask_pixels").GetInt64(), score.Pixels, name);
                GoldenNumber.AssertNear(row.GetProperty("vrand"), score.Score, 1e-9, name);
                GoldenNumber.AssertNear(row.GetProperty("p_over_u"), score.OfFirst, 1e-9, name);
                GoldenNumber.AssertNear(row.GetProperty("p_over_p"), score.OfSecond, 1e-9, name);
            }

            GoldenNumber.AssertNear(
                stated.GetProperty("paper_eq6_singleton_bg"), ForegroundRandScore.Paper(u, p, alpha).Score, 1e-9, name);
        }
    }

    /// <summary>
    /// A row's name says what is left out (<c>ignore_0_7</c>, <c>ignore_none</c>) and the weight.
    /// </summary>
    private static (ContingencyTable Table, double Alpha) Select(GoldenPair pair, string row)
    {
        string[] words = row.Split('_');
        int at = Array.IndexOf(words, "alpha");
        IEnumerable<string> ignored = (at < 0 ? words : words[..at]).Skip(1).Where(word => word != "none");
        int[] labels = [.. ignored.Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return (pair.Table.WithoutFirst(labels), at < 0 ? 0.5 : Number(words[at + 1]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonProperty> Rows(JsonElement stated, string key) =>
        stated.GetProperty(key).EnumerateObject().Where(row => !row.Name.StartsWith('_'));

    private static (int[] Labels, GridSize Grid) Rows(JsonElement rows)
    {
        int[][] lines = [.. rows.EnumerateArray().Select(
            row => row.EnumerateArray().Select(value => value.GetInt32()).ToArray())];
        return ([.. lines.SelectMany(line => line)], new GridSize(1, lines.Length, lines[0].Length));
    }
}
