using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>The planes of an OME-TIFF in the order that its description gives them.</summary>
internal static class OmeStack
{
    /// <exception cref="InvalidImageException">Description and pages contradict each other.</exception>
    public static TiffStack Read(IReadOnlyList<TiffDirectory> directories, OmeDescription description)
    {
        TiffDirectory directory = directories[FirstDirectory(directories, description)];
        TiffPage first = TiffPageReader.Read(directory, isPaletteKept: true);
        if (first.Width != description.SizeX || first.Height != description.SizeY
            || description.SizeC % first.Samples != 0)
        {
            throw OmeDescription.Error(
                directories[0],
                $"SizeX {description.SizeX}, SizeY {description.SizeY}, SizeC {description.SizeC}",
                $"what page {first.Number} has: {first.Describe()}");
        }

        int channels = description.SizeC / first.Samples;
        Dictionary<char, int> sizes = new()
        {
            ['C'] = channels,
            ['Z'] = description.SizeZ,
            ['T'] = description.SizeT,
        };
        int[] order = DirectoriesOfPlanes(directories, description, sizes, first.Samples);
        return TiffStack.Of(
            TiffStackReader.ReadPages(order.Select(index => directories[index]), isPaletteKept: true),
            description.Order.Reverse().Select(axis => new FileAxis(char.ToLowerInvariant(axis), sizes[axis])),
            "the OME-XML",
            description.ChannelNames.Length == channels && channels > 1 ? description.ChannelNames : []);
    }

    private static int FirstDirectory(IReadOnlyList<TiffDirectory> directories, OmeDescription description)
    {
        int first = description.Planes.IsEmpty ? 0 : description.Planes[0].Directory;
        return first < directories.Count ? first : throw NoDirectory(directories, first);
    }

    private static int[] DirectoriesOfPlanes(
        IReadOnlyList<TiffDirectory> directories,
        OmeDescription description,
        Dictionary<char, int> sizes,
        int samples)
    {
        Int128 planes = (Int128)sizes['C'] * sizes['Z'] * sizes['T'];
        if (planes > directories.Count)
        {
            throw OmeDescription.Error(
                directories[0],
                $"{planes} planes (C {sizes['C']}, Z {sizes['Z']}, T {sizes['T']}) are stated",
                $"at most {directories.Count}, as there are directories");
        }

        int[] order = new int[(int)planes];
        Array.Fill(order, -1);
        ImmutableArray<OmePlanes> stated =
            description.Planes.IsEmpty ? [new OmePlanes(0, null, 0, 0, 0)] : description.Planes;
        foreach (OmePlanes part in stated)
        {
            Place(directories, description, sizes, part with { FirstC = part.FirstC / samples }, order);
        }

        int missing = Array.IndexOf(order, -1);
        return missing < 0
            ? order
            : throw OmeDescription.Error(
                directories[0],
                $"plane {missing} in the order XY{description.Order} is in no TiffData",
                "all planes");
    }

    private static void Place(
        IReadOnlyList<TiffDirectory> directories,
        OmeDescription description,
        Dictionary<char, int> sizes,
        OmePlanes part,
        int[] order)
    {
        Int128 plane = 0;
        Int128 stride = 1;
        foreach (char axis in description.Order)
        {
            int position = axis switch
            {
                'C' => part.FirstC,
                'Z' => part.FirstZ,
                _ => part.FirstT,
            };
            if (position >= sizes[axis])
            {
                throw OmeDescription.Error(
                    directories[0], $"TiffData has First{axis} {position}", $"less than {sizes[axis]}");
            }

            plane += position * stride;
            stride *= sizes[axis];
        }

        int count = part.Count ?? Math.Min(order.Length - (int)plane, directories.Count - part.Directory);
        for (int i = 0; i < count; i++)
        {
            int index = part.Directory + i;
            if (index >= directories.Count || index < 0)
            {
                throw NoDirectory(directories, index);
            }

            if (plane + i >= order.Length)
            {
                throw OmeDescription.Error(
                    directories[0],
                    $"TiffData has {count} planes from plane {plane} on",
                    $"at most {order.Length} in all");
            }

            order[(int)plane + i] = index;
        }
    }

    private static InvalidImageException NoDirectory(IReadOnlyList<TiffDirectory> directories, int index) =>
        OmeDescription.Error(
            directories[0], $"TiffData names the directory {index}", $"one below {directories.Count}");
}
