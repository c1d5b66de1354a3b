namespace BioZooCte.Packages.Zoo;

/// <summary>What was removed from the cache.</summary>
/// <param name="Packages">How many packages.</param>
/// <param name="Files">How many other files: fetched ones, parts of such, and indexes.</param>
/// <param name="BytesFreed">How many bytes all of them had.</param>
/// <param name="Spared">
/// How many packages and files stay though they were to go: somebody uses them, has files of their own in their
/// folders, or does not let them be removed.
/// </param>
/// <param name="IsFetching">Whether all other files stay, for a program is fetching some.</param>
public sealed record ZooPruneReport(int Packages, int Files, long BytesFreed, int Spared, bool IsFetching);
