using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>
/// How a variant's output follows from the plain package's; one of the cases nested here. The reference file says it
/// in a sentence: one that is not known word for word fails, and names the variant.
/// </summary>
internal abstract partial record VariantRelation
{
    private const string Slices = "slice by slice that network, the volume normalised as a whole";

    private VariantRelation()
    {
    }

    /// <summary>Reads what is stated of a variant.</summary>
    public static VariantRelation Read(string variant, JsonElement stated)
    {
        bool isGiven = stated.TryGetProperty("given", out JsonElement given);
        if (!stated.TryGetProperty("relation", out JsonElement relation))
        {
            return isGiven ? new SameForInputs(given) : new Same();
        }

        string sentence = relation.GetString()!;
        Assert.IsFalse(isGiven, $"{variant}: no test knows '{sentence}' with other inputs given.");
        if (sentence == Slices)
        {
            return new SliceBySlice();
        }

        if (MeanPattern().Match(sentence) is { Success: true } mean)
        {
            return new MeanOfLogits(int.Parse(mean.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        if (DecisionPattern().Match(sentence) is { Success: true } decision)
        {
            return new Decision(float.Parse(decision.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        throw new AssertFailedException($"{variant}: no test knows the relation '{sentence}'.");
    }

    [GeneratedRegex(@"\Athe logit of this output is the mean of the logits over ([1-9]\d?) x \1 pixels\z")]
    private static partial Regex MeanPattern();

    [GeneratedRegex(@"\Athis output is 1 where that one exceeds (0\.\d+)\z")]
    private static partial Regex DecisionPattern();

    /// <summary>Both are equal.</summary>
    public sealed record Same : VariantRelation;

    /// <summary>Both are equal where the variant's other inputs are as stated.</summary>
    public sealed record SameForInputs(JsonElement Given) : VariantRelation;

    /// <summary>The logit of each element is the mean of the logits of a square of pixels.</summary>
    public sealed record MeanOfLogits(int Edge) : VariantRelation;

    /// <summary>1 where the plain output exceeds a threshold, else 0.</summary>
    public sealed record Decision(float Threshold) : VariantRelation;

    /// <summary>The plain network on each slice of a volume that is scaled as a whole.</summary>
    public sealed record SliceBySlice : VariantRelation;
}
