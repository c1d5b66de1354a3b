using System.Collections.Immutable;

using BioZooCte.Models;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Where an output of a network comes from once it is cut.</summary>
/// <param name="Part">The part that gives it.</param>
/// <param name="Index">Its place among that part's results.</param>
internal readonly record struct OutputSource(OutputSource.Giver Part, int Index)
{
    /// <summary>The parts.</summary>
    public enum Giver
    {
        /// <summary>The decoder.</summary>
        Decoder,

        /// <summary>The encoder: it does not depend on the features.</summary>
        Beside,

        /// <summary>The features themselves are the output.</summary>
        Features,
    }

    /// <summary>The source of each output, by position.</summary>
    public static ImmutableArray<OutputSource> Of(NetworkDescription network, GraphCut cut)
    {
        string[] decoded = [.. DecodedOutputs(network, cut)];
        string[] beside = [.. cut.Crossing, .. cut.Early];
        int firstEarly = cut.Crossing.Count;
        return
        [
            .. network.Outputs.Select(output => output.Name == cut.Tensor
                ? new OutputSource(Giver.Features, 0)
                : cut.Early.Contains(output.Name)
                    ? new OutputSource(Giver.Beside, Array.IndexOf(beside, output.Name, firstEarly))
                    : new OutputSource(Giver.Decoder, Array.IndexOf(decoded, output.Name))),
        ];
    }

    /// <summary>The names of the outputs that the decoder gives, by position.</summary>
    public static IEnumerable<string> DecodedOutputs(NetworkDescription network, GraphCut cut) => network.Outputs
        .Select(output => output.Name)
        .Where(name => name != cut.Tensor && !cut.Early.Contains(name))
        .Distinct();
}
