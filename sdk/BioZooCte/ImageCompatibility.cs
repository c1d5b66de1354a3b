using System.Collections.Immutable;

using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>Tells, without running it, whether a model takes an image.</summary>
public static class ImageCompatibility
{
    /// <summary>Why the model does not take the image.</summary>
    /// <param name="package">The model.</param>
    /// <param name="backend">What would run it.</param>
    /// <param name="image">
    /// The image, of which no element is read: where a model of one channel is given red, green and blue, they are taken
    /// to be equal, which only a look would tell.
    /// </param>
    /// <param name="selection">What of the image the model is given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The reasons, a sentence each; none if it takes the image.</returns>
    public static async Task<ImmutableArray<string>> ReasonsAgainstAsync(
        ModelPackage package,
        IModelBackend backend,
        IImageSource image,
        ImageSelection selection,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(selection);
        ModelInspection inspection = ModelInspection.Of(package, backend);
        List<string> reasons = [.. inspection.ReasonsAgainst];
        if (inspection.ReasonAgainstForeground is string reason)
        {
            reasons.Add(reason);
        }

        if (reasons.Count == 0)
        {
            SegmentationModel model = SegmentationModel.Open(package, backend);
            InputDescription input = model.Description.Inputs[model.ImageInput];
            try
            {
                await SampleBinder.BindAsync(
                    image, input, selection, _ => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidImageException exception)
            {
                reasons.Add(exception.Message);
            }
        }

        return [.. reasons];
    }
}
