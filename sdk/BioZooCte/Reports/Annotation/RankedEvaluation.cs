using BioZooCte.Packages.Annotation;

namespace BioZooCte.Reports.Annotation;

/// <summary>A model of a ranking, and what is to be written into its package.</summary>
/// <param name="Report">The ranking's file, as the user would name it.</param>
/// <param name="Place">The model's place in it, such as <c>models[3]</c>.</param>
/// <param name="ModelId">The model: the shortest end of its path that no other model of the run has.</param>
/// <param name="Sha256">Of the weights; null where they were not read.</param>
/// <param name="Evaluation">The evaluation; null for a model without a score.</param>
/// <param name="ReasonAgainst">Why there is none; null where there is one.</param>
public sealed record RankedEvaluation(
    string Report, string Place, string ModelId, string? Sha256, PackageEvaluation? Evaluation, string? ReasonAgainst);
