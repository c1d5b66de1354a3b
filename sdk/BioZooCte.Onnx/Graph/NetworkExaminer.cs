using BioZooCte.Models;
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
        return new NetworkDescription
        {
            Inputs = reader.ReadInputs(package.Description.Inputs.Length),
            Outputs = reader.ReadOutputs(),
            Sha256 = file.Sha256,
        };
    }
}
