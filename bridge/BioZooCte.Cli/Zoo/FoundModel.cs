using System.Collections.Immutable;

using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>A model that was found, and whether it can be run.</summary>
/// <param name="Model">The model.</param>
/// <param name="Structures">What it segments.</param>
/// <param name="ReasonsAgainst">
/// Why it cannot be run here, or does not take the image; empty if nothing is against it.
/// </param>
internal sealed record FoundModel(
    ZooModel Model, ImmutableArray<string> Structures, ImmutableArray<string> ReasonsAgainst);
