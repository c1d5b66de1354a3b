using System.Text.Json.Nodes;

namespace BioZooCte.Reports;

/// <summary>An option of a run, as the report gives it.</summary>
/// <param name="Name">Its name, such as <c>threshold</c>.</param>
/// <param name="Value">
/// Its value: a text, number, truth value or list of such; null where it was not set.
/// </param>
public sealed record ReportOption(string Name, JsonNode? Value);
