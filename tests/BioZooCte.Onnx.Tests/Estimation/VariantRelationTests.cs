using System.Text.Json;

namespace BioZooCte.Onnx.Tests.Estimation;

[TestClass]
public sealed class VariantRelationTests
{
    [TestMethod]
    [DataRow("""{"relation": "the logit of this output is the mean of the logits over 3 x 3 pixels"}""", "MeanOfLogits { Edge = 3 }")]
    [DataRow("""{"relation": "this output is 1 where that one exceeds 0.25"}""", "Decision { Threshold = 0.25 }")]
    [DataRow("""{"relation": "slice by slice that network, the volume normalised as a whole"}""", "SliceBySlice { }")]
    [DataRow("""{"given": {"mask": "ones"}}""", "SameForInputs { Given = {\"mask\": \"ones\"} }")]
    [DataRow("{}", "Same { }")]
    public void Read_KnownSentence_IsItsRelation(string stated, string expected) =>
        Assert.AreEqual(expected, FormattableString.Invariant($"{VariantRelation.Read("v", Parse(stated))}"));

    /// <summary>None of them may pass for a relation with which it shares its words.</summary>
    [TestMethod]
    [DataRow("""{"relation": "the logit of this output is the mean of the logits over 2 x 3 pixels"}""")]
    [DataRow("""{"relation": "this output is 1 where that one exceeds 0.5 in two slices"}""")]
    [DataRow("""{"relation": "slice by slice that network"}""")]
    [DataRow("""{"relation": "slice by slice that network, the volume normalised as a whole", "given": {"mask": "ones"}}""")]
    [DataRow("""{"relation": ""}""")]
    public void Read_OtherSentence_FailsAndNamesTheVariant(string stated)
    {
        AssertFailedException failure =
            Assert.ThrowsExactly<AssertFailedException>(() => VariantRelation.Read("v", Parse(stated)));

        Assert.Contains("v: no test knows ", failure.Message);
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
