using BioZooCte.Ranking;

namespace BioZooCte.Estimation;

/// <summary>A model's turn in a ranking: it comes again while another process is at some of its images.</summary>
/// <param name="source">The package as given.</param>
/// <param name="observer">Is told of its images; null for nobody.</param>
internal sealed class ModelTurn(string source, ObserverScope? observer)
{
    /// <summary>The package as given.</summary>
    public string Source => source;

    /// <summary>Is told of its images, each once; null for nobody.</summary>
    public ObserverScope? Observer => observer;

    /// <summary>What became of its images so far.</summary>
    public RecordBook Records { get; } = new();

    /// <summary>Whether it waits where another process has begun it, though there is something left to do.</summary>
    public bool LeavesToOthers { get; set; }

    /// <summary>Whether it took time: something of it was run, here or by another process that was waited for.</summary>
    public bool TookTime { get; set; }

    /// <summary>What was measured; null while it waits.</summary>
    public ModelEvidence? Evidence { get; set; }

    /// <summary>What was measured until it had to wait; null before.</summary>
    public ModelEvidence? SoFar { get; set; }
}
