using System.Globalization;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>Decides which channels of an image a model sees.</summary>
internal static class ChannelMatcher
{
    private const int RgbChannels = 3;

    /// <exception cref="InvalidImageException">There are too many, too few, or a choice is needed.</exception>
    public static async ValueTask<ChannelChoice> MatchAsync(
        IImageSource image,
        int? wanted,
        ImageSelection selection,
        Func<CancellationToken, ValueTask<bool>> areRgbPlanesEqual,
        CancellationToken cancellationToken)
    {
        int stored = image.Shape.SizeOf(AxisIds.Channel);

        // Whoever asks for gray of three channels without names says what they are.
        bool isRgb =
            image.IsRgb || (selection.RgbToGray && stored == RgbChannels && image.ChannelNames.Count == 0);

        // Alpha is how opaque a pixel is drawn, not a stain.
        int channels = isRgb ? Math.Min(stored, RgbChannels) : stored - (IsAlpha(image, stored - 1) ? 1 : 0);
        if (selection.Channel is not null)
        {
            return wanted is null or 1
                ? new ChannelChoice(new AxisRange(Find(image, selection.Channel), 1))
                : throw Mismatch(image, $"was to be reduced to the channel '{selection.Channel}'", $"{wanted} channels");
        }

        if (wanted is null || wanted == channels)
        {
            return new ChannelChoice(new AxisRange(0, channels));
        }

        if (wanted != 1)
        {
            throw Mismatch(image, $"has {Count(channels)}", Count(wanted.Value));
        }

        if (!isRgb)
        {
            throw Mismatch(
                image,
                $"has {channels} channels: {List(image, channels)}",
                "one of them to be chosen (--image-channel, by position or name), for the model takes one");
        }

        if (await areRgbPlanesEqual(cancellationToken).ConfigureAwait(false))
        {
            return new ChannelChoice(new AxisRange(0, 1));
        }

        return selection.RgbToGray
            ? new ChannelChoice(new AxisRange(0, RgbChannels), IsLuminance: true)
            : throw Mismatch(
                image,
                "is a colour image (channels 0 red, 1 green, 2 blue, which differ)",
                "gray, for the model takes one channel: choose its luminance (--rgb-to-gray) or a channel (--image-channel)");
    }

    private static bool IsAlpha(IImageSource image, int channel) => channel > 0 && channel < image.ChannelNames.Count
        && image.ChannelNames[channel].Equals("alpha", StringComparison.OrdinalIgnoreCase);

    /// <summary>The position of a channel that is named, whatever the case, or given by its position.</summary>
    /// <exception cref="InvalidImageException">There is none.</exception>
    public static int Find(IImageSource image, string channel)
    {
        int channels = image.Shape.SizeOf(AxisIds.Channel);
        for (int i = 0; i < image.ChannelNames.Count && i < channels; i++)
        {
            if (string.Equals(image.ChannelNames[i], channel, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < channels
            ? index
            : throw Mismatch(image, $"has {Count(channels)}: {List(image, channels)}", $"one that is called '{channel}'");
    }

    private static string Count(int channels) => channels == 1 ? "1 channel" : $"{channels} channels";

    private static string List(IImageSource image, int channels) => string.Join(
        ", ",
        Enumerable.Range(0, channels).Select(
            i => i < image.ChannelNames.Count ? $"{i} '{image.ChannelNames[i]}'" : $"{i}"));

    private static InvalidImageException Mismatch(IImageSource image, string found, string expected) =>
        new(image.Name, "axis channel", found, expected);
}
