using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Tracing;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Graph;

/// <summary>Reads from a graph what can be known of a network without running it.</summary>
internal static class NetworkExaminer
{
    /// <summary>Describes the network of checked weights.</summary>
    /// <exception cref="UnsupportedModelException">It takes or gives something other than tensors of numbers.</exception>
    public static NetworkDescription Examine(ModelPackage package, OnnxFile file)
    {
        NetworkTensorReader reader = new(package.Id, file.Model.Graph);
        NetworkDescription network = new()
        {
            Inputs = reader.ReadInputs(package.Description.Inputs.Length),
            Outputs = reader.ReadOutputs(),
            Sha256 = file.Sha256,
        };
        return network.Inputs.IsEmpty ? network : AddGeometry(package, file, network);
    }

    private static NetworkDescription AddGeometry(ModelPackage package, OnnxFile file, NetworkDescription network)
    {
        NetworkTensor first = network.Inputs[0];
        uint space = ProbeSizes.Space(first, package.Description);
        GraphTrace trace = GraphTrace.Follow(
            file.Model, ProbeSizes.Choose(network.Inputs, package.Description), space);
        TracedTensor input = trace.Tensors.First(tensor => tensor.Name == first.Name);
        int[] dimensions = [.. Enumerable.Range(0, first.Sizes.Length)];
        ImmutableArray<int> downsampling =
            [.. dimensions.Select(i => IsSpace(space, i) ? Downsampling.Along(trace, i) : 1)];
        bool isFixed = dimensions.Any(i => IsSpace(space, i) && first.Sizes[i] is not null);
        return network with
        {
            TotalDownsampling = downsampling,
            ReceptiveFieldRadius =
            [
                .. dimensions.Select(i =>
                    IsSpace(space, i) ? ReceptiveField.RadiusOf(trace, input, i, downsampling[i]) : null),
            ],
            OperatorsOverSpace = [.. trace.OperatorsOverSpace],
            CanReopenSize = isFixed && trace.WhatFixesSizes.Count == 0,
            ReasonAgainstReopening = isFixed && trace.WhatFixesSizes.Count > 0 ? trace.WhatFixesSizes[0] : null,
        };
    }

    private static bool IsSpace(uint space, int dimension) => (space & (1u << dimension)) != 0;
}
