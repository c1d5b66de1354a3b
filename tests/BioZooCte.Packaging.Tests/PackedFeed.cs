using System.Xml.Linq;

using BioZooCte.Testing;

namespace BioZooCte.Packaging.Tests;

/// <summary>A folder with the packed library, its backend and stand-ins for the runtime.</summary>
/// <param name="Folder">The packages.</param>
internal sealed record PackedFeed(string Folder)
{
    private const string Runtime = "Microsoft.ML.OnnxRuntime";

    /// <summary>The version of the packed packages.</summary>
    public string Version => Path.GetFileNameWithoutExtension(
        Directory.GetFiles(Folder, "BioZooCte.Onnx.*.nupkg").Single())["BioZooCte.Onnx.".Length..];

    /// <summary>The version of the runtime's packages.</summary>
    public static string RuntimeVersion { get; } = XDocument
        .Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(e => e.Attribute("Include")!.Value == Runtime)
        .Attribute("Version")!.Value;

    /// <summary>Packs what was built for these tests.</summary>
    public static async Task<PackedFeed> PackAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (string project in (string[])["sdk/BioZooCte", "sdk/BioZooCte.Onnx"])
        {
            await DotNet.RunAsync(
                SharedData.RepositoryRoot,
                ["pack", project, "--no-build", "-c", configuration, "-o", folder],
                cancellationToken);
        }

        string natives = Path.Combine(AppContext.BaseDirectory, "runtimes");
        StandInPackage.Write(folder, $"{Runtime}.Managed", RuntimeVersion, null,
            [($"lib/net8.0/{Runtime}.dll", Path.Combine(AppContext.BaseDirectory, $"{Runtime}.dll"))]);
        StandInPackage.Write(folder, Runtime, RuntimeVersion, ($"{Runtime}.Managed", RuntimeVersion),
            Directory.GetFiles(natives, "*onnxruntime.*", SearchOption.AllDirectories)
                .Select(path => ("runtimes/" + Path.GetRelativePath(natives, path).Replace('\\', '/'), path)));
        return new PackedFeed(folder);
    }
}
