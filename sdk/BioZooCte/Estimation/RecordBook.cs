using System.Collections.Immutable;

namespace BioZooCte.Estimation;

/// <summary>What became of a model's images, over the times that it is asked.</summary>
internal sealed class RecordBook
{
    private readonly Dictionary<bool, ImmutableArray<ImageRecord>> _records = [];

    /// <summary>Whether there are images left that another process is at.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>One record for each image; those of the fallback are others.</summary>
    public ImmutableArray<ImageRecord> Of(EstimationOptions options, ImmutableArray<ImageCandidate> images)
    {
        bool perturbsFeatures = !options.FeaturePerturbations.IsEmpty;
        if (!_records.TryGetValue(perturbsFeatures, out ImmutableArray<ImageRecord> records))
        {
            ImmutableArray<bool>? ours = options.Shard?.Choose([.. images.Select(image => image.Source)]);
            records =
                [.. images.Select((image, i) => new ImageRecord(image.Source) { IsLeftOut = ours?[i] == false })];
            _records.Add(perturbsFeatures, records);
        }

        return records;
    }

    /// <summary>Lets the records go, with their counts.</summary>
    public void Clear() => _records.Clear();
}
