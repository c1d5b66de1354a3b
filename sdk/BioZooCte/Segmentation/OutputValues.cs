using System.Globalization;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Segmentation;

/// <summary>What the values of an output are by its steps, its declaration and its network; and why.</summary>
/// <param name="Values">What they are.</param>
/// <param name="AreClasses">Whether they are probabilities of classes: a softmax over the channels.</param>
/// <param name="Reason">Why, as a sentence.</param>
internal readonly record struct OutputValues(ForegroundValues Values, bool AreClasses, string Reason)
{
    /// <summary>The reason where nothing says what the values are.</summary>
    public const string NothingStated = "Nothing states what the values are: the first prediction decides.";

    /// <summary>The values of an output.</summary>
    /// <param name="candidate">The output.</param>
    /// <param name="channel">The channel in question; null for all.</param>
    /// <param name="isFormat04">
    /// Whether the output is cast to its declared type before its steps, and to float32 after them.
    /// </param>
    public static OutputValues Of(OutputCandidate candidate, int? channel, bool isFormat04)
    {
        OutputDescription output = candidate.Output;
        ProcessingDescription? lastStep = output.Processing.LastOrDefault();
        ProcessingDescription? lastOperation =
            output.Processing.LastOrDefault(s => s is not ProcessingDescription.EnsureDataType);
        ElementDescription element = output.Elements[channel is int c && c < output.Elements.Length ? c : 0];
        if (lastOperation is ProcessingDescription.StarDistPostprocessing or ProcessingDescription.CellposeFlowDynamics)
        {
            return Decisions($"the last step is {lastOperation.Name}, which gives labels from 1");
        }

        if (lastStep is ProcessingDescription.EnsureDataType cast && !cast.Type.IsFloatingPoint())
        {
            return Decisions($"the last step is a cast to {cast.Type.Name()}");
        }

        if (lastOperation is ProcessingDescription.Binarize)
        {
            return Decisions("the last step is binarize");
        }

        bool staysFloating = isFormat04
            || lastStep is ProcessingDescription.EnsureDataType
            || element.Type.IsFloatingPoint();
        if (staysFloating && lastOperation is ProcessingDescription.Sigmoid)
        {
            return Probabilities("the last step is sigmoid");
        }

        if (staysFloating && lastOperation is ProcessingDescription.Softmax softmax)
        {
            return Probabilities("the last step is softmax", softmax.AxisId == AxisIds.Channel);
        }

        if (!element.Type.IsFloatingPoint())
        {
            return Decisions($"declared {element.Type.Name()}");
        }

        if (element.IsNominalOrOrdinal)
        {
            return Decisions("declared values are names, not measures");
        }

        if (lastOperation is null && candidate.Network is { } network)
        {
            if (!network.ElementType.IsFloatingPoint())
            {
                return Decisions($"the network gives {network.ElementType.Name()}");
            }

            if (network.LastOperator is "Sigmoid" or "Softmax")
            {
                return Probabilities(
                    $"the network ends in {network.LastOperator}",
                    network.LastOperator == "Softmax" && candidate.HasChannels);
            }
        }

        return element is { Minimum: >= 0, Maximum: <= 1 }
            ? Probabilities(string.Create(
                CultureInfo.InvariantCulture, $"the declared range is [{element.Minimum}, {element.Maximum}]"))
            : new OutputValues(ForegroundValues.Undetermined, false, NothingStated);
    }

    private static OutputValues Probabilities(string because, bool areClasses = false) =>
        new(ForegroundValues.Probability, areClasses, $"Probabilities: {because}.");

    private static OutputValues Decisions(string because) =>
        new(ForegroundValues.Decision, false, $"Decisions, whatever is not 0 is foreground: {because}.");
}
