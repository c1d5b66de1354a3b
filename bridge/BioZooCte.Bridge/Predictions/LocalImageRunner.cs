using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Spool;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Predictions;

/// <summary>Runs models in this process.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LocalImageRunner(IModelBackend backend) : IImageRunner
{
    /// <inheritdoc/>
    public Task<AxisTensor> RunAsync(
        ImageWork work, CatalogEntry model, SpooledImage image, CancellationToken cancellationToken) =>
        work.RunAsync(backend, model.Source, image, cancellationToken);
}
