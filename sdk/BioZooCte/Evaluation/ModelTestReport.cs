using System.Collections.Immutable;

namespace BioZooCte.Evaluation;

/// <summary>What a test of a package found.</summary>
public sealed record ModelTestReport
{
    /// <summary>The package as given.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// <c>reproduces</c>, <c>does not reproduce</c>, <c>fails: …</c> (the network does not run on the test inputs) or
    /// <c>refused: …</c> (the package cannot be tested).
    /// </summary>
    public required string Test { get; init; }

    /// <summary>
    /// Whether other sizes that the RDF allows run and give outputs of the sizes that it states: <c>passes</c> or
    /// <c>fails: …</c>; null where the RDF allows no other size, or nothing ran.
    /// </summary>
    public string? Shapes { get; init; }

    /// <summary>What a ranking does with the model: <c>runs</c>, <c>tiled at 128</c>, <c>size re-opened</c>, <c>cast</c>, or why it cannot.</summary>
    public required string Ranking { get; init; }

    /// <summary>Each output held against its test tensor.</summary>
    public ImmutableArray<OutputComparison> Outputs { get; init; } = [];

    /// <summary>Warnings from reading the package.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Whether the package does what it states.</summary>
    public bool Passes => Test == "reproduces" && (Shapes is null or "passes");
}
