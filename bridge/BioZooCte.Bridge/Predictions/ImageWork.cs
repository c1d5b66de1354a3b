using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Predictions;

/// <summary>What a client asks of one model and one image.</summary>
internal abstract class ImageWork
{
    /// <summary>The model, as the client named it.</summary>
    public abstract string Model { get; }

    /// <summary>Does it in this process.</summary>
    /// <param name="backend">What runs networks.</param>
    /// <param name="source">The model's package.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task<AxisTensor> RunAsync(
        IModelBackend backend, string source, IImageSource image, CancellationToken cancellationToken);
}
