using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Statistics over all samples of a data set: moments are pooled, percentiles are the averages of the
/// samples', weighted by their sizes, as the reference runtime takes them; but over all samples, not over
/// those so far.
/// </summary>
internal sealed class DataSetStatistics(ModelProcessing processing)
{
    private readonly GroupStatistics?[] _values = new GroupStatistics?[processing.Requests.Length];

    /// <summary>Statistics that are known.</summary>
    /// <param name="processing">The model's steps.</param>
    /// <param name="values">What was found for each request; null where no sample had the tensor.</param>
    public DataSetStatistics(ModelProcessing processing, IReadOnlyList<GroupStatistics?> values)
        : this(processing) => _values = [.. values];

    /// <summary>Adds a sample's inputs.</summary>
    /// <param name="inputs">
    /// The unprocessed inputs, by position; null for an optional one that is left out.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelRunException">The sample's groups are not those of the samples before
    /// it.</exception>
    public async ValueTask AddAsync(IReadOnlyList<ITensorSource?> inputs, CancellationToken cancellationToken)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is ITensorSource input)
            {
                await AddAsync(input, isOutput: false, i, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Adds a sample's output, for <see cref="ModelProcessing.NeedsDataSetStatisticsOfOutputs"/>.
    /// </summary>
    /// <param name="outputIndex">The output's position.</param>
    /// <param name="output">All of the unprocessed output.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelRunException">The sample's groups are not those of the samples before
    /// it.</exception>
    public ValueTask AddOutputAsync(
        int outputIndex, ITensorSource output, CancellationToken cancellationToken) =>
        AddAsync(output, isOutput: true, outputIndex, cancellationToken);

    /// <summary>What was found for a request; null where no sample had the tensor.</summary>
    public GroupStatistics? Find(int request) => _values[request];

    private async ValueTask AddAsync(
        ITensorSource source, bool isOutput, int position, CancellationToken cancellationToken)
    {
        for (int i = 0; i < processing.Requests.Length; i++)
        {
            StatisticsRequest request = processing.Requests[i];
            if (!request.IsDataSet || request.IsOutput != isOutput || request.Position != position)
            {
                continue;
            }

            GroupStatistics sample = await request.ReadAsync(source, processing.ModelId, cancellationToken)
                .ConfigureAwait(false);
            GroupStatistics? before = _values[i];
            if (before is not null && !before.Groups.Equals(sample.Groups))
            {
                throw new ModelRunException(
                    processing.ModelId,
                    $"{request} has separate statistics along "
                    + $"{sample.Groups}; expected {before.Groups}, as the samples before it have.");
            }

            _values[i] = before is null ? sample.WithoutNotNumbers() : before.CombinedWith(sample);
        }
    }
}
