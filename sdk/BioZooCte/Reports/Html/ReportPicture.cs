using System.Collections.Immutable;

namespace BioZooCte.Reports.Html;

/// <summary>A picture of a report.</summary>
/// <param name="Caption">What it is.</param>
/// <param name="AltText">What is seen, for those who do not see it.</param>
/// <param name="Png">The bytes of a PNG file.</param>
public sealed record ReportPicture(string Caption, string AltText, ImmutableArray<byte> Png);
