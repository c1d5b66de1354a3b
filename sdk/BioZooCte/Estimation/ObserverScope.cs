using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Estimation;

/// <summary>Tells an observer of one model's images, each once.</summary>
internal sealed class ObserverScope(IEstimationObserver observer, string source, int imageCount, ConsistencyMetric metric)
{
    private readonly int[] _isTold = new int[imageCount];

    /// <summary>Tells of the images that are done and were not told of. Called from any thread.</summary>
    /// <param name="records">What became of each image.</param>
    /// <param name="pairs">The perturbations and runs.</param>
    public void TellDone(ImmutableArray<ImageRecord> records, IReadOnlyList<(string Label, int Run)> pairs)
    {
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i] is { IsDone: true, IsLeftOut: false } && Interlocked.Exchange(ref _isTold[i], 1) == 0)
            {
                ImageEvidence evidence = records[i].ToEvidence(pairs);
                MeasuredImage measured = MeasuredImage.Of(evidence, i, evidence.Source, metric);
                if (records[i].IsRestored)
                {
                    observer.OnImageKnown(source, i, measured.PairScores);
                }
                else
                {
                    observer.OnImageScored(source, i, measured.PairScores);
                }
            }
        }
    }
}
