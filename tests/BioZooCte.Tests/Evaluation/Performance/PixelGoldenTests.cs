using System.Text.Json;

using BioZooCte.Evaluation.Performance;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Evaluation.Performance;

/// <summary>F1 and soft Dice of the reference values.</summary>
[TestClass]
public sealed class PixelGoldenTests
{
    private const string File = "reference/golden.json";
    private const double Tolerance = 1e-9;

    /// <summary>The programs that made the values say 0 where F1 is not defined.</summary>
    private const double Undefined = 0;

    /// <summary>Probabilities are float32 here, of which the last digits of a square are lost.</summary>
    private const double SingleTolerance = 1e-7;

    [TestMethod]
    public void Scores_EveryCase_AreTheReferenceValues()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Require(File)));
        IEnumerable<JsonElement> cases = document.RootElement.GetProperty("f1").EnumerateArray();
        foreach (JsonElement stated in SharedData.RequireCases(File, cases))
        {
            string name = stated.GetProperty("name").GetString()!;
            float[] p = [.. GoldenNumber.ListOf(stated.GetProperty("p")).Select(value => (float)value)];
            int[] labels = [.. GoldenNumber.ListOf(stated.GetProperty("gt")).Select(value => (int)value)];

            PixelCounts strict = PixelCounts.Of(p, labels);
            PixelCounts including = PixelCounts.Of(p, labels, includesThreshold: true);

            JsonElement classes = stated.GetProperty("multiclass_bg_fg");
            GoldenNumber.AssertNear(classes[0], strict.BackgroundF1 ?? Undefined, Tolerance, name);
            GoldenNumber.AssertNear(classes[1], strict.F1 ?? Undefined, Tolerance, name);
            GoldenNumber.AssertNear(stated.GetProperty("binary"), including.F1 ?? Undefined, Tolerance, name);
            GoldenNumber.AssertNear(
                stated.GetProperty("soft_dice"), SoftDice.Of(p, labels), SingleTolerance, name);
        }
    }
}
