using System.Collections.Immutable;

namespace BioZooCte.Results;

/// <summary>What of a set of images a model's steps take for granted.</summary>
public sealed record SurveyedModel
{
    /// <summary>The model's name; not unique.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// sha256 of the package's RDF and of the weights that run, as in <see cref="ModelQuestion.Model"/>; null where the
    /// model cannot be opened.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>What the statistics depend on, as <c>name=value</c> with a space between.</summary>
    /// <value>Empty.</value>
    public string Options { get; init; } = "";

    /// <summary>Whether a step takes statistics over all images.</summary>
    public bool NeedsStatistics { get; init; }

    /// <summary>Why there are none; null where there are, or none are needed.</summary>
    public string? Error { get; init; }

    /// <summary>The statistics.</summary>
    internal ImmutableArray<SurveyedTensor> Tensors { get; init; } = [];

    /// <summary>Why images that gave nothing did not, by their place; without the names that files have here.</summary>
    internal ImmutableSortedDictionary<int, string> Failures { get; init; } = ImmutableSortedDictionary<int, string>.Empty;
}
