using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>The units that an axis of format 0.5 may have: those of OME-Zarr 0.5.</summary>
internal static class AxisUnits
{
    private static readonly string[] Prefixes =
    [
        "", "atto", "centi", "deci", "exa", "femto", "giga", "hecto", "kilo", "mega", "micro", "milli", "nano", "peta",
        "pico", "tera", "yocto", "yotta", "zepto", "zetta",
    ];

    private static readonly HashSet<string> Lengths =
        [.. Prefixes.Select(prefix => $"{prefix}meter"), "angstrom", "foot", "inch", "mile", "parsec", "yard"];

    private static readonly HashSet<string> Times =
        [.. Prefixes.Select(prefix => $"{prefix}second"), "minute", "hour", "day"];

    /// <summary>Whether an axis of a type may have the unit.</summary>
    public static bool IsKnown(string unit, AxisType type) =>
        (type == AxisType.Time ? Times : Lengths).Contains(unit);
}
