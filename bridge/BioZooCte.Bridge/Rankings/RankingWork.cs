using System.Collections.Immutable;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Images;

namespace BioZooCte.Bridge.Rankings;

/// <summary>A ranking to be made.</summary>
internal sealed record RankingWork
{
    /// <summary>Its name, which nobody guesses.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The client that it is made for.</summary>
    public required string Client { get; init; }

    /// <summary>How models are ranked.</summary>
    public required EstimationOptions Options { get; init; }

    /// <summary>The models, in the order of their turn.</summary>
    public required ImmutableArray<CatalogEntry> Models { get; init; }

    /// <summary>The images that a client streams; empty for those of <see cref="Paths"/>.</summary>
    public ImmutableArray<IImageSource> Images { get; init; } = [];

    /// <summary>The image files of the server.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The name that clients know a model by.</summary>
    public string NameOf(string source) => Models.FirstOrDefault(model => model.Source == source)?.Name ?? source;
}
