namespace BioZooCte.Perturbations.Features;

/// <summary>How the random numbers of perturbed features are drawn.</summary>
public enum FeatureRandom
{
    /// <summary>
    /// By seed, image, perturbation, run and place: neither tiles nor the order of images changes them.
    /// </summary>
    Coordinates,

    /// <summary>
    /// As PyTorch draws them with the seed, going on from image to image: for comparison with published runs, whose
    /// seed is 42. Runs after the first take the seeds that follow.
    /// </summary>
    Torch,
}
