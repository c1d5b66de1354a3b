using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Tensors;

using Google.Protobuf;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Opens models that were made of a package's graph.</summary>
internal sealed class PartOpener(string modelId, OnnxFile file, int threads)
{
    /// <summary>Opens a part; the caller disposes it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="inputs">What it takes, by position.</param>
    /// <param name="ranks">The number of dimensions of each output.</param>
    /// <exception cref="UnsupportedModelException">The runtime lacks something, or an output is no tensor.</exception>
    /// <exception cref="Packages.InvalidModelPackageException">The runtime refuses the part.</exception>
    public OnnxRunner Open(ModelProto part, ImmutableArray<NetworkTensor> inputs, IReadOnlyList<int> ranks)
    {
        byte[] bytes = part.ToByteArray();
        InferenceSession session = SessionFactory.Open(
            modelId, file.Name, bytes, Path.GetDirectoryName(file.Path)!, threads);
        try
        {
            NetworkDescription network = new()
            {
                Inputs = inputs,
                Outputs = [.. part.Graph.Output.Select((output, i) => Describe(session, output.Name, ranks[i]))],
                Sha256 = file.Sha256,
            };

            // A copy of the part: what passes may ask for is followed without weights, and the weights are shared.
            return new OnnxRunner(
                modelId, network, session, new PassSizes(modelId, ModelProto.Parser.ParseFrom(bytes)));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private NetworkTensor Describe(InferenceSession session, string name, int rank)
    {
        NodeMetadata metadata = session.OutputMetadata[name];
        ElementType type = metadata.IsTensor && ElementTypeMap.FromRuntime(metadata.ElementDataType) is ElementType known
            ? known
            : throw new UnsupportedModelException(
                modelId, $"'{Place.Shorten(name)}' inside its network is no tensor of numbers");
        return new NetworkTensor(name, type, [.. new int?[rank]], null);
    }
}
