namespace BioZooCte.Segmentation;

/// <summary>What the name of an output or of a channel says about foreground.</summary>
internal static class ForegroundWords
{
    private static readonly string[] Foreground = ["foreground", "mask", "nucle", "cell", "mito"];

    private static readonly string[] Other =
        ["background", "boundar", "border", "contour", "distance", "flow", "affinit"];

    /// <summary>
    /// Whether a word of the name says foreground, and none says that it is something else.
    /// </summary>
    public static bool SayForeground(string name) => HasWord(name, Foreground) && !SayOther(name);

    /// <summary>
    /// Whether a word of the name says that it is something else: background, boundary, distance …
    /// </summary>
    public static bool SayOther(string name) => HasWord(name, Other);

    /// <summary>Whether a word of the name says background.</summary>
    public static bool SayBackground(string name) => HasWord(name, ["background"]);

    /// <summary>Whether a word of the name says boundary.</summary>
    public static bool SayBoundary(string name) => HasWord(name, ["boundar", "border", "contour"]);

    /// <summary>
    /// Words begin after anything but a letter, and where a capital follows a small letter.
    /// </summary>
    private static bool HasWord(string name, ReadOnlySpan<string> beginnings)
    {
        for (int i = 0; i < name.Length; i++)
        {
            bool isBeginning = char.IsLetter(name[i])
                && (i == 0 || !char.IsLetter(name[i - 1]) || (char.IsUpper(name[i]) && char.IsLower(name[i - 1])));
            if (!isBeginning)
            {
                continue;
            }

            foreach (string beginning in beginnings)
            {
                if (name.AsSpan(i).StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
