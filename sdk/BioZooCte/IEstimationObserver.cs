using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>
/// Is told what a ranking finds while it runs. Told from several threads at a time; what it throws ends the ranking.
/// </summary>
public interface IEstimationObserver
{
    /// <summary>A model is done with an image.</summary>
    /// <param name="source">The model, as given.</param>
    /// <param name="image">The image's position among those given.</param>
    /// <param name="pairs">One score for each perturbation and run, or why there is none.</param>
    void OnImageScored(string source, int image, ImmutableArray<PairScore> pairs);

    /// <summary>What a model gave for an image was known before; told as one that is scored unless an observer says otherwise.</summary>
    /// <param name="source">The model, as given.</param>
    /// <param name="image">The image's position among those given.</param>
    /// <param name="pairs">One score for each perturbation and run, or why there is none.</param>
    void OnImageKnown(string source, int image, ImmutableArray<PairScore> pairs) => OnImageScored(source, image, pairs);

    /// <summary>
    /// A model is done with all images, or could not run; not told once the ranking is being ended. Models of which
    /// nothing was run, such as those of which a store has everything, are told when another model has to be run or
    /// waited for, or at the end.
    /// </summary>
    /// <param name="source">The model, as given.</param>
    /// <param name="running">
    /// The ranking of the models so far, which may change with the next; the same object for models that are told
    /// together.
    /// </param>
    void OnModelFinished(string source, ModelRanking running);
}
