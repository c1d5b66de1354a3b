using System.Collections.Immutable;

namespace BioZooCte.Instances.StarConvex;

/// <summary>How candidates become star-convex objects.</summary>
/// <param name="Rays">The directions in which a candidate's extent is given.</param>
/// <param name="ProbabilityThreshold">What a candidate's probability is above, strictly.</param>
/// <param name="OverlapThreshold">The share of the smaller object above which the less probable one is dropped.</param>
/// <param name="Grid">Pixels of the image for one element along z, y, x.</param>
/// <param name="Border">Elements that are no candidates: before and after along z, y, x in turn.</param>
/// <param name="OverlapLabel">The label of pixels in several objects; null: the most probable has them.</param>
internal sealed record StarConvexRule(
    StarRays Rays,
    double ProbabilityThreshold,
    double OverlapThreshold,
    ImmutableArray<int> Grid,
    ImmutableArray<int> Border,
    int? OverlapLabel = null);
