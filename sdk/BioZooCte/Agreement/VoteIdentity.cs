namespace BioZooCte.Agreement;

/// <summary>What makes two models one vote.</summary>
/// <param name="Sha256">Of the weights; null where it is not known.</param>
/// <param name="Id">The identifier in the Zoo; null where none is stated.</param>
/// <param name="Parent">The identifier of the model that it was derived from; null where none is stated.</param>
internal readonly record struct VoteIdentity(string? Sha256, string? Id, string? Parent);
