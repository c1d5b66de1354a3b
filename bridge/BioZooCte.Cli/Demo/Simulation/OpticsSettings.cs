namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>A widefield microscope, as far as it blurs.</summary>
/// <param name="NumericalAperture">Of the objective.</param>
/// <param name="MediumIndex">Refractive index round the nuclei: 1.33 in water, 1.47 in mounting medium.</param>
/// <param name="EmissionNanometres">Wavelength of the emitted light.</param>
/// <param name="PixelMicrometres">What one pixel covers of the specimen.</param>
internal sealed record OpticsSettings(
    double NumericalAperture, double MediumIndex, double EmissionNanometres, double PixelMicrometres)
{
    /// <summary>
    /// Standard deviation, in pixels, of the Gaussian nearest to the in-focus point spread function: 0.225 λ/NA
    /// (Zhang, Zerubia and Olivo-Marin 2007, doi:10.1364/AO.46.001819).
    /// </summary>
    public double BlurPixels => Pixels(0.225 * EmissionNanometres / 1000 / NumericalAperture);

    /// <summary>
    /// Standard deviation along one axis, in pixels, of the disc that a point spreads to at this distance from the
    /// plane of focus: half of the radius d·tan(asin(NA/n)) of geometrical optics, with the blur in focus.
    /// </summary>
    public double DefocusPixels(double micrometres)
    {
        double sine = NumericalAperture / MediumIndex;
        double radius = micrometres * sine / Math.Sqrt(1 - (sine * sine));
        return Math.Sqrt(Math.Pow(Pixels(radius) / 2, 2) + Math.Pow(BlurPixels, 2));
    }

    /// <summary>A length in pixels.</summary>
    public double Pixels(double micrometres) => micrometres / PixelMicrometres;
}
