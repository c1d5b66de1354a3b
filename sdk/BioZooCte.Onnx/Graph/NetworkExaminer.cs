using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Tracing;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Graph;

/// <summary>Reads from a graph what can be known of a network without running it.</summary>
internal sealed class NetworkExaminer
{
    private NetworkExaminer(NetworkDescription network, GraphTrace trace)
    {
        Network = network;
        Trace = trace;
    }

    /// <summary>The network.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The graph, followed at sizes that it takes.</summary>
    public GraphTrace Trace { get; }

    /// <summary>Examines checked weights.</summary>
    /// <exception cref="UnsupportedModelException">They take or give no tensors of numbers.</exception>
    public static NetworkExaminer Examine(ModelPackage package, OnnxFile file)
    {
        NetworkTensorReader reader = new(package.Id, file.Model.Graph);
        ImmutableArray<NetworkTensor> inputs = reader.ReadInputs(package.Description.Inputs.Length);
        if (inputs.IsEmpty)
        {
            throw new UnsupportedModelException(package.Id, "its network has no input");
        }

        uint space = ProbeSizes.Space(inputs[0], package.Description);
        GraphTrace trace = GraphTrace.Follow(file.Model, ProbeSizes.Choose(inputs, package.Description), space);
        return new NetworkExaminer(Describe(inputs, reader.ReadOutputs(), trace, file.Sha256), trace);
    }

    private static NetworkDescription Describe(
        ImmutableArray<NetworkTensor> inputs, ImmutableArray<NetworkTensor> outputs, GraphTrace trace, string sha256)
    {
        NetworkTensor first = inputs[0];
        TracedTensor input = trace.Tensors.First(tensor => tensor.Name == first.Name);
        int[] dimensions = [.. Enumerable.Range(0, first.Sizes.Length)];
        bool IsSpace(int dimension) => (trace.Space & (1u << dimension)) != 0;
        ImmutableArray<int> downsampling = [.. dimensions.Select(i => IsSpace(i) ? Downsampling.Along(trace, i) : 1)];
        bool isFixed = dimensions.Any(i => IsSpace(i) && first.Sizes[i] is not null);
        return new NetworkDescription
        {
            Inputs = inputs,
            Outputs = outputs,
            Sha256 = sha256,
            TotalDownsampling = downsampling,
            ReceptiveFieldRadius =
            [
                .. dimensions.Select(i =>
                    IsSpace(i) ? ReceptiveField.RadiusOf(trace, input, i, downsampling[i]) : null),
            ],
            OperatorsOverSpace = [.. trace.OperatorsOverSpace],
            CanReopenSize = isFixed && trace.WhatFixesSizes.Count == 0,
            ReasonAgainstReopening = isFixed && trace.WhatFixesSizes.Count > 0 ? trace.WhatFixesSizes[0] : null,
        };
    }
}
