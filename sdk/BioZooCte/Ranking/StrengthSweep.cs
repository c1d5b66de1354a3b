using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>
/// The models' consistency under growing strengths of one perturbation, and the strength that tells them apart best:
/// of those at which scores have not collapsed, the one at which most pairs of models differ by more than the images
/// leave open (the interval of their difference does not hold 0); of equal ones the weakest. No label is used. The
/// paper's Fig. 3, arXiv:2503.00450, shows such a sweep; the rule is this project's.
/// </summary>
/// <param name="Name">The perturbation's name, such as <c>dropout</c>.</param>
/// <param name="Strengths">The strengths, the weakest first.</param>
/// <param name="Recommended">The perturbation to use, such as <c>dropout:0.2</c>.</param>
public sealed record StrengthSweep(string Name, ImmutableArray<SweptStrength> Strengths, string Recommended)
{
    /// <summary>What the recommended strength shows.</summary>
    public SweptStrength Best => Strengths.First(strength => strength.Perturbation == Recommended);
}
