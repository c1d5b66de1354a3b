using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Segmentation;

namespace BioZooCte.Estimation;

/// <summary>Statistics of a data set that were taken before, for one model and a ranking's images.</summary>
internal sealed class GivenStatistics
{
    private readonly string _modelId;
    private readonly ImmutableDictionary<ImageIdentity, string> _failures;
    private readonly ImmutableArray<ImageIdentity?> _images;

    private GivenStatistics(
        string modelId,
        DataSetStatistics values,
        ImmutableDictionary<ImageIdentity, string> failures,
        ImmutableArray<ImageIdentity?> images,
        bool areOfOthers)
    {
        _modelId = modelId;
        Values = values;
        _failures = failures;
        _images = images;
        Flags = areOfOthers ? [ModelFlags.OtherStatistics] : [];
    }

    /// <summary>The statistics.</summary>
    public DataSetStatistics Values { get; }

    /// <summary>That they are those of other images than the ranking's, where they are.</summary>
    public ImmutableArray<string> Flags { get; }

    /// <summary>Looks for a model's statistics where options state some.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">Its foreground.</param>
    /// <param name="backend">What runs it.</param>
    /// <param name="options">How.</param>
    /// <param name="images">The ranking's images.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where none are stated, or the model needs none.</returns>
    /// <exception cref="InvalidStatisticsException">They are not those of the model, or of these options.</exception>
    public static async Task<GivenStatistics?> FindAsync(
        SegmentationModel model,
        ForegroundRule rule,
        IModelBackend backend,
        EstimationOptions options,
        ImmutableArray<ImageCandidate> images,
        CancellationToken cancellationToken)
    {
        if (options.Statistics is not ImageSetStatistics statistics || !SurveyQuestion.IsAskedOf(model))
        {
            return null;
        }

        SurveyedModel found = SurveyQuestion.Find(statistics, model, rule, backend, options);
        ImmutableArray<ImageIdentity?> identities =
            await ImageCandidate.IdentifyAsync(images, cancellationToken).ConfigureAwait(false);
        GroupStatistics?[] values = new GroupStatistics?[model.Processing.Requests.Length];
        foreach (SurveyedTensor tensor in found.Tensors)
        {
            values[tensor.Index] = tensor.Found;
        }

        return new GivenStatistics(
            model.Package.Id,
            new DataSetStatistics(model.Processing, values),
            found.Failures
                .Where(one => statistics.Images[one.Key] is not null)
                .DistinctBy(one => statistics.Images[one.Key])
                .ToImmutableDictionary(one => statistics.Images[one.Key]!.Value, one => one.Value),
            identities,
            !identities.ToHashSet().SetEquals(statistics.Images));
    }

    /// <summary>Images that gave nothing when the statistics were taken give nothing, for the same reason.</summary>
    public void Fail(ImmutableArray<ImageRecord> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            if (!records[i].IsDone && _images[i] is ImageIdentity image && _failures.TryGetValue(image, out string? reason))
            {
                records[i].FailReading(FailureText.Show(reason, _modelId, records[i].Source));
            }
        }
    }
}
