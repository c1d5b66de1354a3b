using System.Globalization;
using System.Numerics.Tensors;

using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Segmentation;

/// <summary>Takes the foreground out of a model's output, by its rule.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="rule">What counts as foreground.</param>
internal sealed class ForegroundExtractor(string modelId, ForegroundRule rule)
{
    /// <summary>How far beyond 0 and 1 a probability may lie: what rounding does.</summary>
    private const float Slack = 0.001f;

    private static readonly string[] ImageAxes = [AxisIds.Time, AxisIds.Z, AxisIds.Y, AxisIds.X];

    /// <summary>What counts as foreground.</summary>
    public ForegroundRule Rule => rule;

    /// <summary>
    /// Settles what the values are where nothing states it: probabilities if the first unperturbed prediction
    /// is within [−0.001, 1.001]. A rule that is settled stays as it is.
    /// </summary>
    /// <param name="modelId">The model, for messages.</param>
    /// <param name="rule">The rule so far.</param>
    /// <param name="processedOutput">The first unperturbed prediction, of batch size 1.</param>
    /// <exception cref="UnsupportedModelException">The values lie outside; with their range.</exception>
    /// <exception cref="ModelRunException">A value is not a number.</exception>
    public static ForegroundRule Observe(string modelId, ForegroundRule rule, AxisTensor processedOutput) =>
        rule.Values == ForegroundValues.Undetermined
            ? Observe(modelId, rule, RangeOf(modelId, rule, processedOutput))
            : rule;

    /// <summary>The least and the greatest value of the foreground's channel, as the network gives them.</summary>
    /// <exception cref="ModelRunException">A value is not a number.</exception>
    public static (float Low, float High) RangeOf(string modelId, ForegroundRule rule, AxisTensor processedOutput) =>
        RangeOf(
            modelId,
            rule,
            new ForegroundExtractor(modelId, rule).TakeChannel(processedOutput, rule.Channel, arena: null).AsSpan<float>());

    /// <summary>Settles what the values are by the range of the first unperturbed prediction.</summary>
    /// <inheritdoc cref="Observe(string, ForegroundRule, AxisTensor)"/>
    public static ForegroundRule Observe(string modelId, ForegroundRule rule, (float Low, float High) range)
    {
        (float low, float high) = range;
        if (low < -Slack || high > 1 + Slack)
        {
            throw new UnsupportedModelException(
                modelId,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"output '{rule.OutputId}' has values from {low:g4} to {high:g4}")
                + " and nothing states an activation; expected probabilities from 0 to 1 (--activation sigmoid|softmax makes them of logits)");
        }

        string observed = string.Create(
            CultureInfo.InvariantCulture,
            $"Probabilities: nothing states it, the first prediction lies within [{low:g4}, {high:g4}].");
        return rule with
        {
            Values = ForegroundValues.Probability,
            Reason = rule.Reason.Replace(OutputValues.NothingStated, observed, StringComparison.Ordinal),
        };
    }

    /// <summary>
    /// The foreground of a processed output of batch size 1: float32, from 0 to 1, decisions as 0 and 1.
    /// </summary>
    /// <param name="processedOutput">The output, of any axes and type.</param>
    /// <param name="arena">Where the result stands; null for memory of its own.</param>
    /// <returns>A copy over those of t, z, y, x that the output has, in this order.</returns>
    /// <exception cref="ModelRunException">A value is not a number, or lies beyond [0, 1].</exception>
    public AxisTensor Extract(AxisTensor processedOutput, TensorArena? arena = null) => rule.Values switch
    {
        ForegroundValues.Decision => TakeDecisions(processedOutput, arena),
        ForegroundValues.Probability when rule.BackgroundChannel is int background =>
            Complement(TakeProbabilities(processedOutput, background, arena)),
        ForegroundValues.Probability => TakeProbabilities(processedOutput, rule.Channel, arena),
        _ => throw new InvalidOperationException(
            $"{modelId}: what the values of output '{rule.OutputId}' are is not settled;"
            + " observe a prediction first."),
    };

    /// <summary>
    /// The probability of one of the rule's classes, as <see cref="Extract"/> gives the foreground.
    /// </summary>
    /// <param name="processedOutput">The output, of any axes and type.</param>
    /// <param name="classIndex">The position among the rule's classes.</param>
    /// <param name="arena">Where the result stands; null for memory of its own.</param>
    /// <exception cref="ModelRunException">A value is not a number, or lies beyond [0, 1].</exception>
    public AxisTensor ExtractClass(AxisTensor processedOutput, int classIndex, TensorArena? arena = null) =>
        TakeProbabilities(processedOutput, rule.Classes[classIndex].Channel, arena);

    /// <summary>
    /// The foreground's channel as the model gives it, a copy over those of t, z, y, x that it has.
    /// </summary>
    /// <param name="processedOutput">The output, of any axes and type.</param>
    public AxisTensor TakeValues(AxisTensor processedOutput) => Arrange(processedOutput, rule.Channel ?? 0, arena: null);

    private static AxisTensor Complement(AxisTensor probabilities)
    {
        Span<float> values = probabilities.AsSpan<float>();
        TensorPrimitives.Subtract(1f, values, values);
        return probabilities;
    }

    private static (float Low, float High) RangeOf(
        string modelId, ForegroundRule rule, ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return (0, 0);
        }

        float low = TensorPrimitives.Min(values);
        return float.IsNaN(low)
            ? throw new ModelRunException(
                modelId, $"output '{rule.OutputId}' holds values that are not numbers (NaN); expected numbers.")
            : (low, TensorPrimitives.Max(values));
    }

    private AxisTensor TakeDecisions(AxisTensor output, TensorArena? arena)
    {
        AxisTensor taken = Arrange(output, rule.Channel, arena);
        if (taken.ElementType.IsFloatingPoint())
        {
            RangeOf(modelId, rule, ElementConverter.Cast(taken, ElementType.Float32, arena).AsSpan<float>());
        }

        return ElementConverter.Cast(
            ElementConverter.Cast(taken, ElementType.Bool, arena), ElementType.Float32, arena);
    }

    private AxisTensor TakeProbabilities(AxisTensor output, int? channel, TensorArena? arena)
    {
        AxisTensor taken = TakeChannel(output, channel, arena);
        Span<float> values = taken.AsSpan<float>();
        (float low, float high) = RangeOf(modelId, rule, values);
        if (rule.Activation == "sigmoid")
        {
            TensorPrimitives.Sigmoid(values, values);
            return taken;
        }

        if (low < -Slack || high > 1 + Slack)
        {
            throw new ModelRunException(
                modelId,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"output '{rule.OutputId}' has values from {low:g4} to {high:g4};")
                + " expected probabilities from 0 to 1.");
        }

        if (low < 0 || high > 1)
        {
            TensorPrimitives.Max(values, 0f, values);
            TensorPrimitives.Min(values, 1f, values);
        }

        return taken;
    }

    private AxisTensor TakeChannel(AxisTensor output, int? channel, TensorArena? arena) =>
        rule.Activation == "softmax"
            ? ChannelSoftmax.Of(Arrange(output, null, arena), channel ?? 0)
            : ElementConverter.Cast(Arrange(output, channel, arena), ElementType.Float32, arena);

    /// <summary>
    /// A copy of one channel, or of all, without the batch; axes in the order channel, t, z, y, x.
    /// </summary>
    private static AxisTensor Arrange(AxisTensor output, int? channel, TensorArena? arena)
    {
        IEnumerable<string> axes = ImageAxes.Where(output.Shape.Has);
        if (channel is int one && output.Shape.Has(AxisIds.Channel))
        {
            return AxisOrder.Reorder(AxisGather.Gather(output, AxisIds.Channel, [one], arena), [.. axes]);
        }

        AxisTensor all = AxisOrder.Reorder(
            output, output.Shape.Has(AxisIds.Channel) ? [AxisIds.Channel, .. axes] : [.. axes]);
        AxisTensor copy = AxisTensor.Uninitialized(all.Shape, all.ElementType, arena);
        all.Bytes.CopyTo(copy.Bytes);
        return copy;
    }
}
