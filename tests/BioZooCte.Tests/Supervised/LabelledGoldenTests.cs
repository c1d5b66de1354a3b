using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Features;
using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>LogME, GBC, TransRate and H-score, as in the reference values.</summary>
[TestClass]
public sealed class LabelledGoldenTests
{
    /// <summary>LogME, GBC, TransRate, the H-score and the shrunk one.</summary>
    private const int EstimatorCount = 5;
    private const double EvidenceTolerance = 1e-8;
    private const double LimitTolerance = 1e-6;
    private const double GbcTolerance = 1e-9;
    private const double RateTolerance = 1e-9;
    private const double ScoreTolerance = 1e-8;
    private const double ShrunkTolerance = 1e-10;

    /// <summary>α and β where the maximum lies: it is flat, so they have half of the value's digits.</summary>
    private const double PlaceTolerance = 1e-4;

    private static readonly Dictionary<string, LogMeMaximum> Maxima = new()
    {
        ["inside"] = LogMeMaximum.Inside,
        ["alpha/beta = Infinity"] = LogMeMaximum.NoSignal,
        ["alpha/beta = 0"] = LogMeMaximum.NoNoise,
    };

    [TestMethod]
    public void Estimators_EveryInput_HaveTheReferenceValues()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("labelled"))
        {
            int compared = Compare(
                stated, SupervisedGoldens.Samples(stated, "features"), SupervisedGoldens.Labels(stated),
                SupervisedGoldens.Name(stated));
            Assert.AreEqual(EstimatorCount, compared, SupervisedGoldens.Name(stated));
        }
    }

    [TestMethod]
    public void Estimators_EveryEdgeWithAValue_HaveTheStatedOne()
    {
        string[] estimators = ["logme", "gbc", "transrate", "h-score"];
        foreach (JsonElement edge in estimators.SelectMany(e => SupervisedGoldens.Edges(e, "value")))
        {
            JsonElement input = edge.GetProperty("input");
            JsonElement value = edge.GetProperty("value");
            FeatureSamples features = SupervisedGoldens.Samples(input, "features");
            ImmutableArray<int> labels = SupervisedGoldens.Labels(input);
            string name = SupervisedGoldens.Name(edge);
            if (value.ValueKind == JsonValueKind.Object)
            {
                Assert.IsGreaterThan(0, Compare(value, features, labels, name), name);
                continue;
            }

            Assert.AreEqual("logme", SupervisedGoldens.Text(edge, "estimator"), name);
            GoldenNumber.AssertNear(value, LogMe.Of(features, labels).Value, LimitTolerance, name);
        }
    }

    [TestMethod]
    public void Estimators_EveryRefusedEdge_NameThePlace()
    {
        Dictionary<string, Func<FeatureSamples, ImmutableArray<int>, SupervisedScore>> estimators = new()
        {
            ["logme"] = (features, labels) => LogMe.Of(features, labels),
            ["gbc"] = (features, labels) => Gbc.Of(features, labels),
            ["transrate"] = (features, labels) => TransRate.Of(features, labels),
            ["h-score"] = HScore.Of,
        };
        foreach ((string estimator, Func<FeatureSamples, ImmutableArray<int>, SupervisedScore> score) in estimators)
        {
            foreach (JsonElement edge in SupervisedGoldens.Edges(estimator, "error"))
            {
                JsonElement input = edge.GetProperty("input");
                InvalidFeaturesException error = Assert.ThrowsExactly<InvalidFeaturesException>(
                    () => score(SupervisedGoldens.Samples(input, "features"), SupervisedGoldens.Labels(input)));

                string expected = SupervisedGoldens.Name(edge) switch
                {
                    "NaN in features" => SupervisedGoldens.Text(edge, "in_words")
                        .Replace("names ", "").Replace(" (from 0)", "") + ": NaN; expected a finite number.",
                    "one target class" => "labels: 1 classes; expected at least 2: one class ranks nothing.",
                    string other => throw new InvalidDataException($"The edge '{other}' is not known here."),
                };
                Assert.AreEqual(expected, error.Message);
            }
        }
    }

    /// <summary>Holds each estimator to what is stated for it; how many values that were.</summary>
    private static int Compare(
        JsonElement stated, FeatureSamples features, ImmutableArray<int> labels, string name)
    {
        int values = 0;
        foreach (JsonProperty property in stated.EnumerateObject())
        {
            string place = $"{name}: {property.Name}";
            values++;
            switch (property.Name)
            {
                case "logme":
                    CompareLogMe(property.Value, features, labels, place);
                    break;
                case "gbc":
                    CompareGbc(property.Value, features, labels, place);
                    break;
                case "transrate" when property.Value.ValueKind == JsonValueKind.Array:
                    foreach (JsonElement row in property.Value.EnumerateArray())
                    {
                        double eps = row.GetProperty("eps").GetDouble();
                        AssertScore(
                            row.GetProperty("value"), TransRate.Of(features, labels, eps), RateTolerance, place);
                        AssertScore(
                            row.GetProperty("listing"),
                            TransRate.Of(features, labels, eps, EstimatorVariant.Program),
                            RateTolerance,
                            place);
                    }

                    break;
                case "transrate" or "transrate_eps_1e-4":
                    AssertScore(property.Value, TransRate.Of(features, labels), RateTolerance, place);
                    break;
                case "h_score":
                    AssertScore(property.Value, HScore.Of(features, labels), ScoreTolerance, place);
                    break;
                case "h_score_shrunk":
                    CompareShrunk(property.Value, features, labels, place);
                    break;
                default:
                    values--;
                    break;
            }
        }

        return values;
    }

    private static void CompareLogMe(
        JsonElement stated, FeatureSamples features, ImmutableArray<int> labels, string name)
    {
        SupervisedScore score = LogMe.Of(features, labels);
        if (stated.ValueKind != JsonValueKind.Object)
        {
            AssertScore(stated, score, EvidenceTolerance, name);
            return;
        }

        ImmutableArray<LogMeEvidence> classes = LogMe.ClassesOf(features, labels);
        Assert.HasCount(stated.GetProperty("classes").GetArrayLength(), classes, name);
        bool inside = true;
        for (int i = 0; i < classes.Length; i++)
        {
            JsonElement expected = stated.GetProperty("classes")[i];
            LogMeMaximum maximum = Maxima[SupervisedGoldens.Text(expected, "maximum")];
            Assert.AreEqual(maximum, classes[i].Maximum, name);
            bool own = maximum == LogMeMaximum.Inside;
            inside &= own;
            GoldenNumber.AssertNear(
                expected.GetProperty("evidence_per_sample"),
                classes[i].PerSample,
                own ? EvidenceTolerance : LimitTolerance,
                name);
            if (own)
            {
                SupervisedGoldens.AssertShare(expected.GetProperty("alpha"), classes[i].Alpha, PlaceTolerance, name);
                SupervisedGoldens.AssertShare(expected.GetProperty("beta"), classes[i].Beta, PlaceTolerance, name);
            }
        }

        AssertScore(stated.GetProperty("value"), score, inside ? EvidenceTolerance : LimitTolerance, name);
        AssertScore(
            stated.GetProperty("program"),
            LogMe.Of(features, labels, EstimatorVariant.Program),
            EvidenceTolerance,
            $"{name}, program");
    }

    private static void CompareGbc(
        JsonElement stated, FeatureSamples features, ImmutableArray<int> labels, string name)
    {
        if (stated.ValueKind != JsonValueKind.Object)
        {
            AssertScore(stated, Gbc.Of(features, labels), GbcTolerance, name);
            AssertScore(
                stated, Gbc.Of(features, labels, new GbcOptions { Covariance = GbcCovariance.Diagonal }),
                GbcTolerance, name);
            return;
        }

        CompareGbc(stated, features, labels, new GbcOptions(), name);
        foreach (JsonProperty projected in stated.EnumerateObject().Where(p => p.Name.StartsWith("pca_")))
        {
            GbcOptions options = new() { PrincipalAxes = int.Parse(projected.Name[4..]) };
            CompareGbc(projected.Value, features, labels, options, $"{name}, {projected.Name}");
        }
    }

    private static void CompareGbc(
        JsonElement stated, FeatureSamples features, ImmutableArray<int> labels, GbcOptions options, string name)
    {
        AssertScore(stated.GetProperty("spherical"), Gbc.Of(features, labels, options), GbcTolerance, name);
        AssertScore(
            stated.GetProperty("diagonal"),
            Gbc.Of(features, labels, options with { Covariance = GbcCovariance.Diagonal }),
            GbcTolerance,
            name);
        if (stated.TryGetProperty("spherical_program", out JsonElement program))
        {
            GbcOptions other = options with { Variant = EstimatorVariant.Program };
            AssertScore(program, Gbc.Of(features, labels, other), GbcTolerance, name);
        }
    }

    private static void CompareShrunk(
        JsonElement stated, FeatureSamples features, ImmutableArray<int> labels, string name)
    {
        if (stated.ValueKind != JsonValueKind.Object)
        {
            AssertScore(stated, HScore.ShrunkOf(features, labels), ShrunkTolerance, name);
            return;
        }

        GoldenNumber.AssertNear(
            stated.GetProperty("shrinkage"),
            BetweenClasses.Of(LabelledSamples.Of(features, labels)).Shrinkage,
            ShrunkTolerance,
            name);
        AssertScore(stated.GetProperty("value"), HScore.ShrunkOf(features, labels), ShrunkTolerance, name);
        AssertScore(
            stated.GetProperty("library_value"),
            HScore.ShrunkOf(features, labels, EstimatorVariant.Program),
            ShrunkTolerance,
            name);
    }

    private static void AssertScore(JsonElement stated, SupervisedScore score, double tolerance, string name) =>
        GoldenNumber.AssertNear(stated, score.Value, tolerance, name);
}
