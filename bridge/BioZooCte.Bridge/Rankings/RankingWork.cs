using System.Collections.Immutable;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Rankings;

/// <summary>A ranking to be made.</summary>
internal sealed record RankingWork
{
    /// <summary>Its name, which nobody guesses.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The client that it is made for.</summary>
    public required string Client { get; init; }

    /// <summary>How models are ranked, as the client says it.</summary>
    public required RankingSettings Settings { get; init; }

    /// <summary>The axes of files that do not state theirs; empty for none.</summary>
    public string Axes { get; init; } = "";

    /// <summary>How models are ranked.</summary>
    public required EstimationOptions Options { get; init; }

    /// <summary>The models, in the order of their turn.</summary>
    public required ImmutableArray<CatalogEntry> Models { get; init; }

    /// <summary>The images that a client streams; empty for those of <see cref="Paths"/>.</summary>
    public ImmutableArray<SpooledImage> Images { get; init; } = [];

    /// <summary>For how long the client has sent nothing of what it still sends.</summary>
    /// <value>No time.</value>
    public Func<TimeSpan> Silence { get; init; } = static () => TimeSpan.Zero;

    /// <summary>The image files of the server.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Whether clients are told of images for which a model's scores were known before.</summary>
    /// <value>True.</value>
    public bool TellsOfKnown { get; init; } = true;

    /// <summary>The name that clients know a model by.</summary>
    public string NameOf(string source) => Models.FirstOrDefault(model => model.Source == source)?.Name ?? source;
}
