using System.Globalization;

namespace BioZooCte.Reports.Html;

/// <summary>
/// Colours for numbers from 0 to 1: one hue from light to dark, which people who see no red or no green tell apart as
/// well, with black or white upon it, whichever has more contrast (at least 4.5 : 1).
/// </summary>
internal static class HeatColor
{
    private static readonly (double R, double G, double B) Light = (0xF2, 0xF6, 0xFA);
    private static readonly (double R, double G, double B) Middle = (0x6B, 0xAE, 0xD6);
    private static readonly (double R, double G, double B) Dark = (0x08, 0x30, 0x6B);

    /// <summary>The style of a cell.</summary>
    public static string Style(double share)
    {
        (int r, int g, int b) = Of(share);
        double luminance = Luminance(r, g, b);
        string ink = (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? "#000" : "#fff";
        return string.Create(CultureInfo.InvariantCulture, $"background:#{r:x2}{g:x2}{b:x2};color:{ink}");
    }

    private static (int R, int G, int B) Of(double share)
    {
        double t = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1) * 2;
        ((double R, double G, double B) from, (double R, double G, double B) to) =
            t < 1 ? (Light, Middle) : (Middle, Dark);
        t = t < 1 ? t : t - 1;
        return (Mix(from.R, to.R), Mix(from.G, to.G), Mix(from.B, to.B));

        int Mix(double a, double b) => (int)Math.Round(a + (t * (b - a)));
    }

    /// <summary>Relative luminance as WCAG 2 defines it.</summary>
    private static double Luminance(int r, int g, int b)
    {
        return (0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b));

        static double Linear(int value)
        {
            double share = value / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }
}
