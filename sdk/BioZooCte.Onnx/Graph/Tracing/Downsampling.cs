using System.Numerics;

namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>By how much a network shrinks the image on its way.</summary>
internal static class Downsampling
{
    /// <summary>A factor beyond this is no factor but sizes that were rounded.</summary>
    private const int Most = 4096;

    /// <summary>
    /// The number of positions along a dimension of the first input after which the elements of every tensor
    /// repeat: the greatest factor, where each is a multiple of the one before.
    /// </summary>
    public static int Along(GraphTrace trace, int axis)
    {
        BigInteger all = 1;
        foreach (TracedTensor tensor in trace.Tensors.Where(tensor => tensor.Origin == TensorOrigin.Image))
        {
            foreach (DimensionTrace dimension in tensor.Dimensions.Where(d => d.Axis == axis))
            {
                BigInteger factor = dimension.Jump.Numerator;
                BigInteger multiple = all / BigInteger.GreatestCommonDivisor(all, factor) * factor;
                all = multiple <= Most ? multiple : all;
            }
        }

        return (int)all;
    }
}
