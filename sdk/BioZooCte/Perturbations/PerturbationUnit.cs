namespace BioZooCte.Perturbations;

/// <summary>The unit in which a perturbation's strength is meant.</summary>
public enum PerturbationUnit
{
    /// <summary>
    /// The distance of the 1st and the 99.8th percentile of the preprocessed sample, per channel: the same for every
    /// model, however it normalises.
    /// </summary>
    Percentile,

    /// <summary>The model's own input as it is after preprocessing.</summary>
    Model,
}
