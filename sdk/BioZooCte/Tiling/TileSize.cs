using System.Globalization;

namespace BioZooCte.Tiling;

/// <summary>How an image is cut into tiles.</summary>
public readonly record struct TileSize
{
    private TileSize(bool isWhole, int? length)
    {
        IsWhole = isWhole;
        Length = length;
    }

    /// <summary>By the size of the image and what the package states; the same on every machine.</summary>
    public static TileSize Auto { get; }

    /// <summary>Not at all: one pass over the whole image, padded to the smallest size that the model takes.</summary>
    public static TileSize Whole { get; } = new(true, null);

    /// <summary>Whether images are not cut.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// The length of a tile along y and x, context included, as near as the model's sizes and halo allow; null for
    /// one chosen.
    /// </summary>
    public int? Length { get; }

    /// <summary>Tiles of at most this length along y and x, context included; longer where a model's halo needs it.</summary>
    public static TileSize Of(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new TileSize(false, length);
    }

    /// <summary>What <see cref="ToString"/> gives: <c>auto</c>, <c>none</c> or a length.</summary>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryParse(string text, out TileSize value)
    {
        value = text == "none" ? Whole : Auto;
        if (text is "none" or "auto")
        {
            return true;
        }

        bool isLength = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length > 0;
        value = isLength ? Of(length) : value;
        return isLength;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsWhole ? "none" : Length?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
