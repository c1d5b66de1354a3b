using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BioZooCte;

/// <summary>The part of a ranking's images that one of several processes measures.</summary>
public sealed record ImageShard
{
    /// <summary>A part.</summary>
    /// <param name="index">Which one, from 1.</param>
    /// <param name="count">Of how many.</param>
    public ImageShard(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, count);
        Index = index;
        Count = count;
    }

    /// <summary>Which part, from 1.</summary>
    public int Index { get; }

    /// <summary>Of how many.</summary>
    public int Count { get; }

    /// <summary>A part from a text such as <c>2/5</c>; false where the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageShard? shard)
    {
        shard = text?.Split('/') is [string left, string right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1
            && index <= count
                ? new ImageShard(index, count)
                : null;
        return shard is not null;
    }

    /// <summary>
    /// Which images are of this part: every <see cref="Count"/>th in the order of their names, whatever the order in which
    /// they are given.
    /// </summary>
    /// <param name="images">The images' paths, all of them.</param>
    /// <returns>An answer for each image.</returns>
    public ImmutableArray<bool> Choose(IReadOnlyList<string> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        bool[] chosen = new bool[images.Count];
        int[] sorted =
        [
            .. Enumerable.Range(0, images.Count)
                .OrderBy(i => Path.GetFileName(images[i]), StringComparer.Ordinal)
                .ThenBy(i => images[i], StringComparer.Ordinal),
        ];
        for (int place = Index - 1; place < sorted.Length; place += Count)
        {
            chosen[sorted[place]] = true;
        }

        return [.. chosen];
    }

    /// <summary>The part as text, such as <c>2/5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
