using BioZooCte.Predictions;

namespace BioZooCte.Consistency;

/// <summary>Is shown every unperturbed foreground of an image as it is counted, from many threads.</summary>
internal interface IForegroundReader
{
    /// <summary>Reads a part; the maps stay the caller's and are overwritten after the call.</summary>
    void Read(ForegroundMaps unperturbed, SamplePlace place);
}
