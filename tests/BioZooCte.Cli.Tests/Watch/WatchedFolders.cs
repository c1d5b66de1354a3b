using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Images;

namespace BioZooCte.Cli.Tests.Watch;

/// <summary>A folder of models of the demo, and one of small simulated images.</summary>
internal sealed class WatchedFolders : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folders.</summary>
    /// <param name="images">How many images there are.</param>
    /// <param name="models">The models' names.</param>
    public WatchedFolders(int images, params string[] models)
    {
        Directory.CreateDirectory(Models);
        Directory.CreateDirectory(Images);
        SimulationPlan plan = SimulationPlan.Bundled() with { ImageSize = 96 };
        for (int i = 0; i < images; i++)
        {
            TiffWriter.Write(ImageAt(i), NucleiSimulator.Simulate(plan, plan.Conditions[0], i, 1).Pixels);
        }

        foreach (string package in DemoZoo.Packages().Where(package => models.Contains(Path.GetFileName(package))))
        {
            string copy = Directory.CreateDirectory(Path.Combine(Models, Path.GetFileName(package))).FullName;
            foreach (string file in Directory.GetFiles(package))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        }
    }

    public string Models => _folder["models"];

    public string Images => _folder["images"];

    /// <summary>A file beside them.</summary>
    public string this[string name] => _folder[name];

    /// <summary>The image at a place.</summary>
    public string ImageAt(int index) => Path.Combine(Images, $"{index:00}.tif");

    public void Dispose() => _folder.Dispose();
}
