using System.Collections.Immutable;

namespace BioZooCte.Reports.Html;

/// <summary>Pictures of one image that belong together.</summary>
/// <param name="Structure">The structure of whose models they are.</param>
/// <param name="Text">Why this image, and these models.</param>
/// <param name="Pictures">The pictures, in order.</param>
public sealed record PictureGroup(string Structure, string Text, ImmutableArray<ReportPicture> Pictures);
