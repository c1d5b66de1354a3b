using System.Globalization;

namespace BioZooCte.Images.Tiff;

/// <summary>What ImageJ writes into the description: a line <c>name=value</c> for each property.</summary>
/// <param name="Images">The number of planes; null where none is stated.</param>
/// <param name="Channels">The number of channels; 1 where none is stated, as for the others.</param>
/// <param name="Slices">The number of slices.</param>
/// <param name="Frames">The number of frames.</param>
internal sealed record ImageJDescription(int? Images, int Channels, int Slices, int Frames)
{
    /// <summary>
    /// Reads a description that begins with <c>ImageJ=</c>; lines that are no number are passed over.
    /// </summary>
    public static ImageJDescription Parse(string text)
    {
        int? images = null;
        int channels = 1;
        int slices = 1;
        int frames = 1;
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Trim().Split('=', 2);
            if (parts.Length < 2
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number < 1)
            {
                continue;
            }

            switch (parts[0])
            {
                case "images": images = number; break;
                case "channels": channels = number; break;
                case "slices": slices = number; break;
                case "frames": frames = number; break;
                default: break;
            }
        }

        return new ImageJDescription(images, channels, slices, frames);
    }
}
