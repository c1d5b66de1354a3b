using BioZooCte.Predictions;

namespace BioZooCte.Consistency;

/// <summary>Is shown every unperturbed foreground of an image as it is counted, from many threads.</summary>
internal interface IForegroundReader
{
    /// <summary>Reads a part; the maps stay the caller's and are overwritten after the call.</summary>
    /// <param name="unperturbed">The part.</param>
    /// <param name="place">Where in its image the sample lies.</param>
    /// <param name="order">The part's place among those of the image.</param>
    void Read(ForegroundMaps unperturbed, SamplePlace place, int order);
}
