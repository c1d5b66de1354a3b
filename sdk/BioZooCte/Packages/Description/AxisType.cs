namespace BioZooCte.Packages.Description;

/// <summary>What an axis means.</summary>
public enum AxisType
{
    /// <summary>Samples run together.</summary>
    Batch,

    /// <summary>Colours, stains, classes.</summary>
    Channel,

    /// <summary>Entries of a list.</summary>
    Index,

    /// <summary>Frames.</summary>
    Time,

    /// <summary>A direction in space.</summary>
    Space,
}
