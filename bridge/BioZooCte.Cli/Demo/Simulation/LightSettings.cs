namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>Where the light comes from.</summary>
/// <param name="NucleusElectrons">Photo-electrons a pixel at the thickest place of an average nucleus.</param>
/// <param name="BackgroundElectrons">Photo-electrons a pixel of medium and cytoplasm.</param>
/// <param name="CornerBrightness">Illumination in a corner relative to its maximum.</param>
/// <param name="HazeShare">Share of the light that comes from outside the depth of field.</param>
/// <param name="HazeDepthMicrometres">How far outside.</param>
/// <param name="OutOfFocusNuclei">Nuclei in other planes for each one in focus; they are not labelled.</param>
internal sealed record LightSettings(
    double NucleusElectrons,
    double BackgroundElectrons,
    double CornerBrightness,
    double HazeShare,
    double HazeDepthMicrometres,
    double OutOfFocusNuclei);
