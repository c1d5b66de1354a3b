using System.Collections.Immutable;
using System.Text.Json;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// What tifffile writes into the description: <c>{"shape": [3, 70, 93], "axes": "ZYX"}</c>, the axes only where they
/// were given to it.
/// </summary>
internal static class ShapedStack
{
    /// <summary>The stack, or null where the description is another or was written for other pages.</summary>
    /// <exception cref="InvalidImageException">Rows and columns are elsewhere than in the pages.</exception>
    public static TiffStack? TryRead(
        string description, ImmutableArray<TiffPage> pages, TiffDirectory directory)
    {
        if (!description.StartsWith('{') || Parse(description) is not (int[] shape, string axes))
        {
            return null;
        }

        TiffPage page = pages[0];
        int[] inPage = page switch
        {
            { IsPlanar: true } => [page.Samples, page.Height, page.Width],
            { PixelElements: > 1 } => [page.Height, page.Width, page.PixelElements],
            _ => [page.Height, page.Width],
        };
        int outer = shape.Length - inPage.Length;
        long planes = 1;
        for (int i = 0; i < outer && planes <= pages.Length; i++)
        {
            planes *= shape[i];
        }

        if (outer < 0 || !shape.AsSpan(outer).SequenceEqual(inPage) || planes != pages.Length)
        {
            return null;
        }

        ThrowIfPermuted(directory, pages[0], axes, outer, shape.Length);

        // One axis without a name is a stack, as where nothing is stated; of several nothing is known.
        bool isNamed = axes.Length == shape.Length;
        char usual = shape.Take(outer).Count(size => size > 1) == 1 ? 'z' : FileAxes.Unknown;
        return TiffStack.Of(
            pages,
            shape.Take(outer).Select((size, i) => isNamed && "tzc".Contains(char.ToLowerInvariant(axes[i]))
                ? new FileAxis(char.ToLowerInvariant(axes[i]), size)
                : new FileAxis(usual, size, IsStated: false)),
            "tifffile's description");
    }

    /// <summary>
    /// tifffile takes the last two axes for the pages whatever they are called: a stack whose rows and columns are
    /// elsewhere would be read with its axes exchanged.
    /// </summary>
    private static void ThrowIfPermuted(
        TiffDirectory directory, TiffPage page, string axes, int outer, int dimensions)
    {
        if (axes.Length != dimensions)
        {
            return;
        }

        string inPage = axes[outer..].ToUpperInvariant();
        bool isUsual = page switch
        {
            { IsPlanar: true } => inPage is "SYX" or "CYX",
            { PixelElements: > 1 } => inPage is "YXS" or "YXC",
            _ => inPage is "YX",
        };
        if (!isUsual || axes[..outer].ToUpperInvariant().AsSpan().IndexOfAny('Y', 'X') >= 0)
        {
            throw directory.Error(
                TiffTag.ImageDescription,
                $"the axes {axes}, of which {inPage} are those of a page",
                "pages of y and x; save the image with y and x as its last axes");
        }
    }

    private static (int[] Shape, string Axes)? Parse(string description)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(description);
            if (!document.RootElement.TryGetProperty("shape", out JsonElement shape)
                || shape.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            List<int> sizes = [];
            foreach (JsonElement size in shape.EnumerateArray())
            {
                if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt32(out int number) || number < 1)
                {
                    return null;
                }

                sizes.Add(number);
            }

            return document.RootElement.TryGetProperty("axes", out JsonElement axes)
                && axes.ValueKind == JsonValueKind.String
                ? ([.. sizes], axes.GetString()!)
                : ([.. sizes], "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
