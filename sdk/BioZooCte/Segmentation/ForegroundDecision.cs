using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages.Description;

namespace BioZooCte.Segmentation;

/// <summary>
/// Decides what counts as foreground in a model's outputs: which output, which channel, and what the values are.
/// Logits and distances are never taken for probabilities: where nothing states an activation, the first prediction
/// has to show it (<see cref="ForegroundExtractor"/>).
/// </summary>
internal static class ForegroundDecision
{
    /// <summary>The flag of a model in which nothing names the foreground's channel.</summary>
    public const string ChannelGuessed = "channel-guessed";

    /// <summary>The rule for a model.</summary>
    /// <param name="modelId">The model, for messages.</param>
    /// <param name="model">What its package states.</param>
    /// <param name="network">What its network is.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="UnsupportedModelException">No output or channel can be taken for the foreground.</exception>
    public static ForegroundRule Decide(
        string modelId, ModelDescription model, NetworkDescription network, ForegroundOptions options)
    {
        ImmutableArray<OutputCandidate> outputs = OutputCandidate.Of(model, network);
        if (outputs.IsEmpty)
        {
            IEnumerable<string> all =
                model.Outputs.Select(o => $"{o.Id} ({string.Join(", ", o.Axes.Select(a => a.Id))})");
            throw new UnsupportedModelException(
                modelId, $"no output is a map over y and x: {string.Join("; ", all)}");
        }

        ForegroundPlace place = UsualOutput(outputs);
        if (options.Channel is not null)
        {
            place = RequestedForeground.Find(modelId, outputs, place.Output, options.Channel);
        }
        else if (place.Output.SaysOther && outputs.Length > 1)
        {
            throw NothingSaysForeground(modelId, outputs);
        }

        if (place.Output.ForeignAxis is { } axis)
        {
            throw new UnsupportedModelException(
                modelId,
                $"output '{place.Output.Output.Id}' has an axis '{axis.Id}'; expected a map over y and x");
        }

        return Decide(modelId, place, outputs, model.IsFormat04, options.Activation);
    }

    private static ForegroundPlace UsualOutput(ImmutableArray<OutputCandidate> outputs)
    {
        if (outputs.Length == 1)
        {
            return new ForegroundPlace(outputs[0], null, "");
        }

        if (outputs.FirstOrDefault(o => o.SaysForeground) is { } named)
        {
            return new ForegroundPlace(
                named, null, $"Output '{named.Output.Id}' of {outputs.Length}: its names say so.");
        }

        OutputCandidate first = outputs.FirstOrDefault(o => !o.SaysOther && o.ForeignAxis is null)
            ?? outputs.FirstOrDefault(o => !o.SaysOther)
            ?? outputs[0];
        return new ForegroundPlace(
            first,
            null,
            $"Output '{first.Output.Id}' of {outputs.Length}: the first whose names say nothing else.");
    }

    private static ForegroundRule Decide(
        string modelId,
        ForegroundPlace place,
        ImmutableArray<OutputCandidate> outputs,
        bool isFormat04,
        string? activation)
    {
        OutputCandidate output = place.Output;
        OutputValues values = OutputValues.Of(output, place.Channel, isFormat04);
        string? applied = values.Values == ForegroundValues.Undetermined ? activation : null;
        if (applied == "softmax" && output.ChannelCount == 1)
        {
            throw new UnsupportedModelException(
                modelId, $"output '{output.Output.Id}' has one channel; softmax expects several");
        }

        ForegroundChannel choice = ForegroundChannel.Of(place, values.AreClasses || applied == "softmax")
            ?? throw NothingSaysForeground(modelId, outputs);
        if (applied is not null)
        {
            values = new OutputValues(
                ForegroundValues.Probability, applied == "softmax", $"Probabilities: {applied} was asked for.");
        }
        else if (choice.Channel is not null)
        {
            values = OutputValues.Of(output, choice.Channel, isFormat04);
        }

        return new ForegroundRule
        {
            OutputIndex = output.Index,
            OutputId = output.Output.Id,
            Values = values.Values,
            Channel = choice.Channel,
            ChannelName = output.NameOf(choice.Channel),
            BackgroundChannel = choice.Background,
            Classes = choice.Classes,
            Activation = applied,
            Reason = string.Join(
                ' ', new[] { values.Reason, place.Reason, choice.Reason }.Where(r => r.Length > 0)),
            Flags = choice.IsGuess ? [ChannelGuessed] : [],
        };
    }

    private static UnsupportedModelException NothingSaysForeground(
        string modelId, ImmutableArray<OutputCandidate> outputs) =>
        new(
            modelId,
            $"no output or channel says foreground: {string.Join("; ", outputs)} (--foreground names one)");
}
