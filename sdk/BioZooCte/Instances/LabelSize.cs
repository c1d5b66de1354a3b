namespace BioZooCte.Instances;

/// <summary>A label and the number of its pixels.</summary>
internal readonly record struct LabelSize(int Label, long Pixels);
