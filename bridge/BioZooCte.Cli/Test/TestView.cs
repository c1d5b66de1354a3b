using System.Collections.Immutable;

namespace BioZooCte.Cli.Test;

/// <summary>What a test of a package found, as far as it is shown.</summary>
/// <param name="Source">The package as given.</param>
/// <param name="Test"><c>reproduces</c>, <c>does not reproduce</c>, or what failed or was refused.</param>
/// <param name="Shapes">What became of other sizes; null where the package states none to try.</param>
/// <param name="RankNote">What a ranking does with it.</param>
/// <param name="Outputs">How each output compares.</param>
internal sealed record TestView(
    string Source, string Test, string? Shapes, string RankNote, ImmutableArray<TestedOutput> Outputs)
{
    /// <summary>The word for a package that gives its own test tensors.</summary>
    public const string Reproduces = "reproduces";

    /// <summary>Whether nothing failed.</summary>
    public bool Passes =>
        Test == Reproduces && Shapes?.StartsWith("fails", StringComparison.Ordinal) is not true;
}
