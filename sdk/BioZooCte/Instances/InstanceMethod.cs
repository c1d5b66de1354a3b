namespace BioZooCte.Instances;

/// <summary>How probabilities become instances.</summary>
public enum InstanceMethod
{
    /// <summary>
    /// What hangs together above the threshold; a boundary map divides it, and is left out itself.
    /// </summary>
    Components,

    /// <summary>
    /// Seeds grow over the boundary map until they meet, or over the distance map where there is no boundary.
    /// </summary>
    Watershed,

    /// <summary>The model gives labels itself.</summary>
    Labels,
}
