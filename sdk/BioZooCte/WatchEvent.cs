using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>What happens while folders are watched; one of the cases nested here.</summary>
public abstract record WatchEvent
{
    private WatchEvent()
    {
    }

    /// <summary>A package is complete, and is ranked from now on.</summary>
    /// <param name="Source">Its path.</param>
    public sealed record ModelFound(string Source) : WatchEvent;

    /// <summary>A package cannot be read as it is now; it is looked at again from time to time.</summary>
    /// <param name="Source">Its path.</param>
    /// <param name="Reason">Why.</param>
    public sealed record ModelIncomplete(string Source, string Reason) : WatchEvent;

    /// <summary>A package has gone, and is ranked no more.</summary>
    /// <param name="Source">Its path.</param>
    public sealed record ModelGone(string Source) : WatchEvent;

    /// <summary>
    /// A model ended the process that ran it, and is not run on the same images again; one whose process was killed is,
    /// when it or the images change and by the next watch. The reason says when three in a row were: then only when it
    /// changes and by the next watch.
    /// </summary>
    /// <param name="Source">Its path.</param>
    /// <param name="Reason">How that process ended.</param>
    public sealed record ModelCrashed(string Source, string Reason) : WatchEvent;

    /// <summary>An image is there, and models are ranked on it from now on.</summary>
    /// <param name="Source">Its path.</param>
    public sealed record ImageFound(string Source) : WatchEvent;

    /// <summary>An image has gone.</summary>
    /// <param name="Source">Its path.</param>
    public sealed record ImageGone(string Source) : WatchEvent;

    /// <summary>A model is done with an image; not told of what was known before.</summary>
    /// <param name="Model">The model's path.</param>
    /// <param name="Image">The image's path.</param>
    /// <param name="Pairs">One score for each perturbation and run, or why there is none.</param>
    public sealed record ImageScored(string Model, string Image, ImmutableArray<PairScore> Pairs) : WatchEvent;

    /// <summary>What is there is not ranked, and why; it is tried again when that changes.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotRanked(string Reason) : WatchEvent;

    /// <summary>All that is there is ranked.</summary>
    /// <param name="Ranking">The ranking.</param>
    /// <param name="Models">The models' paths.</param>
    /// <param name="Images">The images' paths.</param>
    public sealed record Ranked(
        ModelRanking Ranking, ImmutableArray<string> Models, ImmutableArray<string> Images) : WatchEvent;
}
