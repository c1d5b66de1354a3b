using BioZooCte.Ranking;

namespace BioZooCte.Estimation;

/// <summary>
/// Tells an observer of models that are done, each once. To make the ranking of the models so far takes longer than to
/// find a model in a store, so models of which nothing was run are told together, with one.
/// </summary>
/// <param name="observer">Is told.</param>
/// <param name="rank">Makes the ranking of the models so far.</param>
internal sealed class FinishedModels(IEstimationObserver observer, Func<ModelRanking> rank)
{
    private readonly List<string> _untold = [];

    /// <summary>A model is done.</summary>
    /// <param name="source">The package as given.</param>
    public void Add(string source) => _untold.Add(source);

    /// <summary>Tells of those that were not told of.</summary>
    public void Tell()
    {
        if (_untold.Count > 0)
        {
            Tell(rank());
        }
    }

    /// <summary>Tells of them with a ranking that is made.</summary>
    public void Tell(ModelRanking running)
    {
        foreach (string source in _untold)
        {
            observer.OnModelFinished(source, running);
        }

        _untold.Clear();
    }
}
