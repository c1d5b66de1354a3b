namespace BioZooCte.Packages.Zoo;

/// <summary>Names of files and folders that every system takes, whatever they are made of.</summary>
internal static class SafeName
{
    private const int MostCharacters = 100;

    // What Windows takes for devices, whatever stands after a point.
    private static readonly string[] Devices =
    [
        "con", "prn", "aux", "nul",
        .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    /// <summary>The text with hyphens for what may not stand in a name; its end where it is too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="otherwise">The name where nothing of the text is left.</param>
    public static string Of(string text, string otherwise)
    {
        string name = string.Concat(
            text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        name = name[^Math.Min(name.Length, MostCharacters)..].Trim('.');
        return name.Length == 0 ? otherwise : IsDevice(name) ? $"_{name}" : name;
    }

    private static bool IsDevice(string name) => Devices.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase);
}
