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
    public static TiffStack? TryRead(string description, ImmutableArray<TiffPage> pages)
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
        catch (JsonException)
        {
            return null;
        }
    }
}
