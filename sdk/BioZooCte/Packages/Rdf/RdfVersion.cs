using System.Globalization;
using System.Text.RegularExpressions;

namespace BioZooCte.Packages.Rdf;

/// <summary>The version of an RDF's format, such as 0.5.4.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second: 3, 4 and 5 are read here.</param>
/// <param name="Patch">The third.</param>
internal readonly partial record struct RdfVersion(int Major, int Minor, int Patch)
{
    private const int LatestMinor = 5;
    private const string Expected = "a version in quotes, 0.3.0 to 0.5.14";

    /// <summary>Whether tensors have names and axes letters.</summary>
    public bool IsFormat04 => Minor < LatestMinor;

    /// <summary>The newest patch that is known of each minor version.</summary>
    private static int LatestPatch(int minor) => minor switch
    {
        3 => 6,
        4 => 10,
        _ => 14,
    };

    /// <summary>
    /// The version of an RDF by which it is read: what is newer than all that is known is read as the latest
    /// known, with a notice. Null, with a problem, if it cannot be read.
    /// </summary>
    public static RdfVersion? Read(RdfField field)
    {
        if (field.IsAbsent)
        {
            field.Fail(Expected);
            return null;
        }

        if (field.ReadText(Expected) is not string text)
        {
            return null;
        }

        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            field.Fail(Expected);
            return null;
        }

        RdfVersion version = new(Number(match, 1), Number(match, 2), Number(match, 3));
        if (version.Major > 0 || version.Minor < 3)
        {
            field.Fail($"{text}, which is not supported", "a format from 0.3.0 to 0.5.14");
            return null;
        }

        if (version.Minor > LatestMinor || version.Patch > LatestPatch(version.Minor))
        {
            RdfVersion known = new(0, Math.Min(version.Minor, LatestMinor), LatestPatch(version.Minor));
            field.Report.IsNewer = true;
            field.Notice($"{text} is newer than this program; read as {known}");
            return known;
        }

        return version;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
