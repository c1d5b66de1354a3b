namespace BioZooCte.Sqlite;

/// <summary>A perturbation of which a store keeps pairs of predictions.</summary>
/// <param name="Perturbation">As given, such as <c>gamma:1.5</c>.</param>
/// <param name="Images">Images that it was done on.</param>
/// <param name="Runs">Runs on an image, at most.</param>
public sealed record KeptPerturbation(string Perturbation, int Images, int Runs);
