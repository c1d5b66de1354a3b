namespace BioZooCte.Supervised;

/// <summary>How far apart two normal distributions of features are.</summary>
public enum GaussianDistance
{
    /// <summary>
    /// The Wasserstein-2 distance √(|m₁ − m₂|² + tr S₁ + tr S₂ − 2 tr (S₁S₂)^½), the paper's; from 0 upwards, and
    /// defined for singular covariances.
    /// </summary>
    Wasserstein,

    /// <summary>
    /// The Kullback–Leibler divergence ½ (tr S₂⁻¹S₁ + dᵀS₂⁻¹d − C + ln |S₂|/|S₁|), both directions; from 0 upwards,
    /// in nats. Needs covariances that have an inverse.
    /// </summary>
    KullbackLeibler,

    /// <summary>
    /// The Bhattacharyya distance ⅛ dᵀS⁻¹d + ½ ln(|S|/√(|S₁||S₂|)), S = (S₁ + S₂)/2; from 0 upwards. Needs
    /// covariances that have an inverse.
    /// </summary>
    Bhattacharyya,
}
