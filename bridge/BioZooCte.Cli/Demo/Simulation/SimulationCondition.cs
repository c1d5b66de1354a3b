namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>One kind of specimen under one microscope.</summary>
/// <param name="Name">A word for file names.</param>
/// <param name="Title">What a reader calls it.</param>
/// <param name="Optics">What blurs.</param>
/// <param name="Camera">What counts.</param>
/// <param name="Light">Where the light comes from.</param>
/// <param name="Nuclei">What is looked at.</param>
internal sealed record SimulationCondition(
    string Name,
    string Title,
    OpticsSettings Optics,
    CameraSettings Camera,
    LightSettings Light,
    NucleusSettings Nuclei);
