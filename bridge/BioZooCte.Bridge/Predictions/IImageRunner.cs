using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Spool;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Predictions;

/// <summary>Does what is asked of one model and one image: in this process, or in another.</summary>
internal interface IImageRunner
{
    /// <summary>Does it.</summary>
    /// <param name="work">What is asked.</param>
    /// <param name="model">The model.</param>
    /// <param name="image">The image, which is whole.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<AxisTensor> RunAsync(ImageWork work, CatalogEntry model, SpooledImage image, CancellationToken cancellationToken);
}
