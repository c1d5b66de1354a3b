using BioZooCte.Images;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// Matches an image's axes to those of a model's input, by name and never by a guess, and says what of the image
/// goes through the model.
/// </summary>
internal static class SampleBinder
{
    /// <summary>The samples of an image for an input.</summary>
    /// <param name="image">The image.</param>
    /// <param name="input">The input that takes it.</param>
    /// <param name="selection">What the user chose.</param>
    /// <param name="areRgbPlanesEqual">Looks whether red, green and blue are equal; asked only where it matters.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="InvalidImageException">An axis is missing or too much.</exception>
    public static async ValueTask<IReadOnlyList<InputSample>> BindAsync(
        IImageSource image,
        InputDescription input,
        ImageSelection selection,
        Func<CancellationToken, ValueTask<bool>> areRgbPlanesEqual,
        CancellationToken cancellationToken)
    {
        RequireAxes(image, input);
        ChannelChoice channels = await ChannelMatcher.MatchAsync(
            image, ChannelsOf(input), selection, areRgbPlanesEqual, cancellationToken).ConfigureAwait(false);
        int frames = input.FindAxis(AxisIds.Time) is null ? image.Shape.SizeOf(AxisIds.Time) : 1;
        int slices = input.FindAxis(AxisIds.Z) is null ? image.Shape.SizeOf(AxisIds.Z) : 1;
        IReadOnlyList<(int Frame, int Slice)> planes = selection.Planes.Choose(frames, slices);
        if (planes.Count == 0)
        {
            throw new InvalidImageException(
                image.Name,
                null,
                $"has {frames * slices} planes (t {frames}, z {slices})",
                $"one at the position {selection.Planes}, counted from 0");
        }

        ElementType declared = input.Elements[0].Type;
        ElementType? narrowTo = ElementRange.Fits(image.ElementType, declared) ? null : declared;
        string[] axisIds = [.. input.Axes.Select(axis => axis.Id)];
        return [.. planes.Select(p => new InputSample(image, axisIds, p.Frame, p.Slice, channels, narrowTo))];
    }

    /// <summary>How many channels an input takes; 1 where it has no such axis, null where any number will do.</summary>
    private static int? ChannelsOf(InputDescription input) => input.FindAxis(AxisIds.Channel)?.Size switch
    {
        null => 1,
        AxisSize.Fixed size => size.Size,
        _ => null,
    };

    private static void RequireAxes(IImageSource image, InputDescription input)
    {
        foreach (AxisDescription axis in input.Axes)
        {
            if (axis.Id is AxisIds.Time or AxisIds.Z or AxisIds.Y or AxisIds.X && !image.Shape.Has(axis.Id))
            {
                throw new InvalidImageException(
                    image.Name,
                    $"axis {axis.Id}",
                    $"is not there (the axes are {image.Shape})",
                    $"one, which the model's input '{input.Id}' has");
            }
        }

        foreach (TensorAxis axis in image.Shape)
        {
            bool isKnown = axis.Id is AxisIds.Time or AxisIds.Channel or AxisIds.Z or AxisIds.Y or AxisIds.X;
            if (!isKnown && axis.Size > 1)
            {
                throw new InvalidImageException(
                    image.Name,
                    $"axis {axis.Id}",
                    $"has {axis.Size} positions",
                    "axes out of t, c, z, y, x; state them where the file does not");
            }
        }
    }
}
