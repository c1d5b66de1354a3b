using System.Collections.Immutable;

using BioZooCte.Images;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>Tells, without running it, whether a model takes an image.</summary>
public static class ImageCompatibility
{
    /// <summary>Why the model does not take the image.</summary>
    /// <param name="inspection">The model.</param>
    /// <param name="image">
    /// The image, of which no element is read: where a model of one channel is given red, green and blue, they are taken
    /// to be equal, which only a look would tell.
    /// </param>
    /// <param name="selection">What of the image the model is given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The reasons, a sentence each; none if it takes the image.</returns>
    public static async Task<ImmutableArray<string>> ReasonsAgainstAsync(
        ModelInspection inspection,
        IImageSource image,
        ImageSelection selection,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(selection);
        ImmutableArray<string> reasons = inspection.ReasonAgainstForeground is string reason
            ? [.. inspection.ReasonsAgainst, reason]
            : inspection.ReasonsAgainst;
        if (!reasons.IsEmpty || inspection.ImageInput is null)
        {
            return reasons;
        }

        try
        {
            await SampleBinder.BindAsync(
                image, inspection.ImageInput, selection, _ => ValueTask.FromResult(true), cancellationToken)
                .ConfigureAwait(false);
            return [];
        }
        catch (InvalidImageException exception)
        {
            return [exception.Message];
        }
    }
}
