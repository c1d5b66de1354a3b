using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Takes the statistics that a model's steps need: once for each sample, of tensors as they are before their
/// first step and cast, as the reference runtime does.
/// </summary>
internal sealed class StatisticsCollector(ModelProcessing processing)
{
    /// <summary>The statistics of a sample's inputs.</summary>
    /// <param name="inputs">
    /// The unprocessed inputs, by position; null for an optional one that is left out.
    /// </param>
    /// <param name="dataSet">
    /// The data set, all samples added; null where this sample is all there is of it.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ProcessingStatistics> CollectAsync(
        IReadOnlyList<ITensorSource?> inputs, DataSetStatistics? dataSet, CancellationToken cancellationToken)
    {
        ProcessingStatistics none = new(processing, dataSet);
        Dictionary<int, GroupStatistics> found = [];
        for (int i = 0; i < processing.Requests.Length; i++)
        {
            StatisticsRequest request = processing.Requests[i];
            if (!request.IsOutput && inputs[request.Position] is ITensorSource input)
            {
                found[i] = await FindAsync(i, input, dataSet, cancellationToken).ConfigureAwait(false);
            }
        }

        return none.With(found);
    }

    /// <summary>The same statistics and those of an output, as the network gives it.</summary>
    /// <param name="inputs">What <see cref="CollectAsync"/> found.</param>
    /// <param name="outputIndex">The output's position.</param>
    /// <param name="output">All of the unprocessed output.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ProcessingStatistics> WithOutputAsync(
        ProcessingStatistics inputs,
        int outputIndex,
        ITensorSource output,
        CancellationToken cancellationToken)
    {
        Dictionary<int, GroupStatistics> found = [];
        for (int i = 0; i < processing.Requests.Length; i++)
        {
            StatisticsRequest request = processing.Requests[i];
            if (request.IsOutput && request.Position == outputIndex)
            {
                found[i] = await FindAsync(i, output, inputs.DataSet, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return inputs.With(found);
    }

    private async ValueTask<GroupStatistics> FindAsync(
        int index, ITensorSource source, DataSetStatistics? dataSet, CancellationToken cancellationToken)
    {
        StatisticsRequest request = processing.Requests[index];
        if (request.IsDataSet && dataSet?.Find(index) is GroupStatistics all)
        {
            return all;
        }

        GroupStatistics sample = await request.ReadAsync(source, processing.ModelId, cancellationToken)
            .ConfigureAwait(false);
        return request.IsDataSet ? sample.WithoutNotNumbers() : sample;
    }
}
