using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Catalog;

/// <summary>What is known of a package.</summary>
/// <param name="Message">As clients are told it.</param>
/// <param name="Inspection">What it takes; null where it cannot be read.</param>
internal sealed record KnownModel(InspectModelResponse Message, ModelInspection? Inspection);
