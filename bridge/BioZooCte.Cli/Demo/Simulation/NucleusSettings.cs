namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>What nuclei look like. Variations are coefficients of variation, log-normal.</summary>
/// <param name="PerSquareMillimetre">Expected number.</param>
/// <param name="DiameterMicrometres">Median diameter of a disc of the same area.</param>
/// <param name="DiameterVariation">Of the diameter.</param>
/// <param name="Elongation">Greatest ratio of the axes; that of a nucleus is uniform between 1 and it.</param>
/// <param name="Irregularity">Amplitude of the outline's waves, relative to the radius.</param>
/// <param name="Flatness">Exponent e of the thickness (1 − ρ²)^e; 0.5 is an ellipsoid, less is flatter.</param>
/// <param name="BrightnessVariation">Of the brightness: DNA content and stain.</param>
/// <param name="Clustering">Share of the nuclei that lie beside another.</param>
/// <param name="MaximumOverlap">Greatest share of a nucleus' area that others may cover.</param>
/// <param name="TextureContrast">Standard deviation of the chromatin's brightness, relative to its mean.</param>
/// <param name="TextureMicrometres">Standard deviation of the Gaussian that its grains are made with.</param>
/// <param name="Nucleoli">Expected number in a nucleus.</param>
/// <param name="NucleolusMicrometres">Their diameter.</param>
internal sealed record NucleusSettings(
    double PerSquareMillimetre,
    double DiameterMicrometres,
    double DiameterVariation,
    double Elongation,
    double Irregularity,
    double Flatness,
    double BrightnessVariation,
    double Clustering,
    double MaximumOverlap,
    double TextureContrast,
    double TextureMicrometres,
    double Nucleoli,
    double NucleolusMicrometres);
