using BioZooCte.Ranking;

namespace BioZooCte.Results;

/// <summary>An image of which all is kept that was asked for.</summary>
/// <param name="Evidence">What was measured, or why it failed.</param>
/// <param name="ChangesResult">Whether it was cut into tiles though the result depends on that.</param>
internal readonly record struct RestoredImage(ImageEvidence Evidence, bool ChangesResult);
