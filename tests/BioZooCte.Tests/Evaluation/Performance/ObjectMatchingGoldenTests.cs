using System.Text.Json;

using BioZooCte.Evaluation.Performance;
using BioZooCte.Instances;
using BioZooCte.Testing;
using BioZooCte.Tests.Instances;

namespace BioZooCte.Tests.Evaluation.Performance;

/// <summary>Objects matched and foregrounds compared, as in the reference values.</summary>
[TestClass]
public sealed class ObjectMatchingGoldenTests
{
    private const string Older = "reference/golden.json";
    private const double Tolerance = 1e-12;

    [TestMethod]
    public void AveragePrecision_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            ObjectMatching matching = new(pair.Table);
            Assert.AreEqual(pair.Stated.GetProperty("objects_true").GetInt32(), matching.Labelled, pair.Name);
            Assert.AreEqual(pair.Stated.GetProperty("objects_test").GetInt32(), matching.Predicted, pair.Name);
            JsonElement stated = pair.Stated.GetProperty("average_precision");
            for (int i = 0; i < ObjectMatching.Thresholds.Length; i++)
            {
                MatchCounts counts = matching.CountAt(ObjectMatching.Thresholds[i]);
                string name = $"{pair.Name} at {ObjectMatching.Thresholds[i]}";
                Assert.AreEqual(stated.GetProperty("tp")[i].GetInt32(), counts.TruePositives, name);
                Assert.AreEqual(stated.GetProperty("fp")[i].GetInt32(), counts.FalsePositives, name);
                Assert.AreEqual(stated.GetProperty("fn")[i].GetInt32(), counts.FalseNegatives, name);
                GoldenNumber.AssertNear(stated.GetProperty("ap")[i], counts.AveragePrecision, Tolerance, name);
            }

            GoldenNumber.AssertNear(
                stated.GetProperty("mean"), matching.MeanAveragePrecision, Tolerance, pair.Name);
        }
    }

    [TestMethod]
    public void ProgramAveragePrecision_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            ObjectMatching matching = ObjectMatching.Program(pair.Table);
            JsonElement stated = pair.Stated.GetProperty("average_precision_program");
            for (int i = 0; i < ObjectMatching.Thresholds.Length; i++)
            {
                double value = matching.CountAbove(ObjectMatching.Thresholds[i]).AveragePrecision ?? 0;
                GoldenNumber.AssertNear(stated.GetProperty("ap")[i], value, Tolerance, pair.Name);
            }

            GoldenNumber.AssertNear(
                stated.GetProperty("mean"), matching.ProgramMeanAveragePrecision(), Tolerance, pair.Name);
        }
    }

    [TestMethod]
    public void Panoptic_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            PanopticQuality quality = new ObjectMatching(pair.Table).Panoptic();
            JsonElement stated = pair.Stated.GetProperty("panoptic");
            GoldenNumber.AssertNear(stated.GetProperty("pq"), quality.Quality, Tolerance, pair.Name);
            GoldenNumber.AssertNear(stated.GetProperty("sq"), quality.SegmentationQuality, Tolerance, pair.Name);
            GoldenNumber.AssertNear(stated.GetProperty("rq"), quality.RecognitionQuality, Tolerance, pair.Name);
            Assert.AreEqual(stated.GetProperty("tp").GetInt32(), quality.Counts.TruePositives, pair.Name);
            Assert.AreEqual(stated.GetProperty("fp").GetInt32(), quality.Counts.FalsePositives, pair.Name);
            Assert.AreEqual(stated.GetProperty("fn").GetInt32(), quality.Counts.FalseNegatives, pair.Name);
        }
    }

    [TestMethod]
    public void Foreground_EveryPair_IsTheReferenceValue()
    {
        foreach (GoldenPair pair in GoldenPair.ReadAll())
        {
            PixelCounts counts = PixelCounts.Of(pair.Table);
            JsonElement stated = pair.Stated.GetProperty("foreground");
            GoldenNumber.AssertNear(stated.GetProperty("dice"), counts.F1, Tolerance, pair.Name);
            GoldenNumber.AssertNear(stated.GetProperty("iou"), counts.IntersectionOverUnion, Tolerance, pair.Name);
        }
    }

    [TestMethod]
    public void ProgramAveragePrecision_EveryOlderPair_IsTheReferenceValue()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Older)));
        IEnumerable<JsonElement> cases = document.RootElement.GetProperty("map").EnumerateArray();
        foreach (JsonElement stated in SharedData.RequireCases(Older, cases))
        {
            ContingencyTable table =
                ContingencyTable.Of(Pixels(stated.GetProperty("gt")), Pixels(stated.GetProperty("seg")));
            GoldenNumber.AssertNear(
                stated.GetProperty("map"),
                ObjectMatching.Program(table).ProgramMeanAveragePrecision(),
                1e-9,
                stated.GetProperty("name").GetString()!);
        }
    }

    private static int[] Pixels(JsonElement rows) =>
        [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetInt32())];
}
