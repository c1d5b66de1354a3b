using System.Collections.Immutable;

namespace BioZooCte.Reports.Annotation;

/// <summary>What a report says of the models of one structure together.</summary>
/// <param name="Name">Such as <c>nuclei</c>.</param>
/// <param name="Estimator">What ordered them.</param>
/// <param name="Firmness">Whether those who lead the consensus stand by it; null without votes.</param>
/// <param name="Flags">What to know of them all.</param>
internal sealed record ReportedStructure(
    string Name, string Estimator, double? Firmness, ImmutableArray<string> Flags);
