using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>
/// Brings together the axes that a file states and those that the caller gives: neither overrules the other.
/// </summary>
internal static class FileAxes
{
    /// <summary>The letter of an axis of which nothing is known.</summary>
    public const char Unknown = '?';

    private const string Letters = "bitczyx";

    /// <summary>The image's shape.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="axes">The file's axes, slowest first.</param>
    /// <param name="statedBy">What says so, such as <c>OME-XML</c>.</param>
    /// <param name="given">The caller's axes as letters, slowest first; null for none.</param>
    /// <exception cref="InvalidImageException">
    /// They contradict each other, or too little is known.
    /// </exception>
    public static TensorShape Match(string path, IReadOnlyList<FileAxis> axes, string statedBy, string? given)
    {
        if (given is not null)
        {
            string letters = given.ToLowerInvariant();
            ThrowIfNotAxes(path, given, letters);
            ThrowIfContradicting(path, axes, statedBy, letters);
            return Shape(axes, letters);
        }

        if (axes.Any(axis => axis.Letter == Unknown))
        {
            throw new InvalidImageException(
                path,
                "axes",
                $"{statedBy} names none of the {axes.Count} axes with the lengths {Lengths(axes)}",
                "them to be given as letters, slowest first, such as " + Example(axes.Count));
        }

        string own = string.Concat(axes.Select(axis => axis.Letter));
        ThrowIfNotAxes(path, own, own);
        return Shape(axes, own);
    }

    private static TensorShape Shape(IReadOnlyList<FileAxis> axes, string letters) =>
        new(axes.Select((axis, i) => new TensorAxis(AxisIds.FromLetter(letters[i]), axis.Size)));

    private static void ThrowIfNotAxes(string path, string given, string letters)
    {
        bool isKnown = letters.All(letter => Letters.Contains(letter, StringComparison.Ordinal));
        bool isPlain = letters.Distinct().Count() == letters.Length;
        if (!isKnown || !isPlain || !letters.Contains('y') || !letters.Contains('x'))
        {
            throw new InvalidImageException(
                path, "axes", $"the axes are '{given}'", $"different letters out of {Letters}, y and x among them");
        }
    }

    private static void ThrowIfContradicting(
        string path, IReadOnlyList<FileAxis> axes, string statedBy, string letters)
    {
        string own = string.Concat(axes.Select(axis => axis.Letter));
        if (letters.Length != axes.Count)
        {
            throw new InvalidImageException(
                path,
                "axes",
                $"'{letters}' was given ({letters.Length} axes)",
                $"{axes.Count} axes: '{own}' by {statedBy}, with the lengths {Lengths(axes)}");
        }

        for (int i = 0; i < letters.Length; i++)
        {
            if (axes[i].IsStated && axes[i].Letter != letters[i])
            {
                throw new InvalidImageException(
                    path,
                    "axes",
                    $"'{letters}' was given",
                    $"'{own}', which {statedBy} states, with the lengths {Lengths(axes)}");
            }
        }
    }

    private static string Lengths(IReadOnlyList<FileAxis> axes) =>
        axes.Count == 0 ? "(none)" : string.Join(" × ", axes.Select(axis => axis.Size));

    private static string Example(int count) => count switch
    {
        2 => "yx",
        3 => "zyx",
        4 => "czyx",
        _ => "tczyx",
    };
}
