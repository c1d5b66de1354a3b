using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>The real models and images that ratios are measured on.</summary>
internal static class NucleiData
{
    /// <summary>The packages.</summary>
    public static string[] Models { get; } =
        [.. Directory.GetFileSystemEntries(SharedData.Require("nuclei/zoo")).Order(StringComparer.Ordinal)];

    /// <summary>The first images of each target.</summary>
    public static string[] FirstImages(int perTarget) =>
    [
        .. Directory.GetDirectories(SharedData.Require("nuclei/targets")).Order(StringComparer.Ordinal)
            .SelectMany(t => Images(Path.GetFileName(t)).Take(perTarget)),
    ];

    /// <summary>The images of a target.</summary>
    public static string[] Images(string target) =>
        [.. Directory.GetFiles(SharedData.Require($"nuclei/targets/{target}/images")).Order(StringComparer.Ordinal)];
}
