using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>A tensor of a case with what is to be applied to it.</summary>
internal sealed record CaseTensor(
    int Sample, string Id, AxisTensor Tensor, TensorProcessing Processing, ProcessingStatistics Statistics)
{
    public AxisTensor Apply() => Processing.Apply(Tensor, TensorRegion.All(Tensor.Shape), Statistics);
}
