using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Images;

namespace BioZooCte.Cli.Demo;

/// <summary>
/// Simulated images as files: <c>CONDITION/images/NAME.tif</c>, their labels as <c>CONDITION/labels/NAME.tif</c>.
/// </summary>
internal static class SimulationFiles
{
    /// <summary>Writes all images of a plan.</summary>
    public static void Write(SimulationPlan plan, ulong seed, string folder)
    {
        foreach (SimulationCondition condition in plan.Conditions)
        {
            string images = Directory.CreateDirectory(Path.Combine(folder, condition.Name, "images")).FullName;
            string labels = Directory.CreateDirectory(Path.Combine(folder, condition.Name, "labels")).FullName;
            foreach (SimulatedImage image in plan.Simulate(condition, seed))
            {
                TiffWriter.Write(Path.Combine(images, image.Name), image.Pixels);
                TiffWriter.Write(Path.Combine(labels, image.Name), image.Labels);
            }
        }
    }
}
