namespace BioZooCte.Cli.Demo;

/// <summary>What <c>zoocte demo</c> was asked for.</summary>
/// <param name="Seed">Which specimens are simulated.</param>
/// <param name="SaveFolder">Where images and labels go; null for nowhere.</param>
/// <param name="Threads">Tiles that are run at the same time.</param>
internal sealed record DemoRequest(ulong Seed, string? SaveFolder, int Threads);
