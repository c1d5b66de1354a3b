namespace BioZooCte.Instances;

/// <summary>Which pixels are beside one another.</summary>
internal enum PixelNeighbours
{
    /// <summary>Those that share a face: 4 in a plane, 6 in a volume.</summary>
    Faces = 1,

    /// <summary>Those that share a face or an edge: 8 in a plane, 18 in a volume.</summary>
    Edges = 2,

    /// <summary>Those that share a corner as well: 8 in a plane, 26 in a volume.</summary>
    Corners = 3,
}
