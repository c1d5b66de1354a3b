namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>A camera, as far as it counts.</summary>
/// <param name="ReadNoiseElectrons">Standard deviation of the noise of reading a pixel.</param>
/// <param name="ElectronsPerCount">Photo-electrons for one step of the image's values.</param>
/// <param name="OffsetCounts">The value of a pixel without light.</param>
/// <param name="Bits">Values end at 2^bits − 1.</param>
internal sealed record CameraSettings(
    double ReadNoiseElectrons, double ElectronsPerCount, double OffsetCounts, int Bits);
