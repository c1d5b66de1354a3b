using System.Collections.Immutable;

namespace BioZooCte.Models.Processing;

/// <summary>The statistics of one sample (and of the data set), as far as they are known.</summary>
internal sealed class ProcessingStatistics
{
    private readonly ModelProcessing _processing;
    private readonly ImmutableArray<GroupStatistics?> _values;

    /// <summary>Nothing known of a sample yet.</summary>
    public ProcessingStatistics(ModelProcessing processing, DataSetStatistics? dataSet)
        : this(processing, [.. new GroupStatistics?[processing.Requests.Length]], dataSet)
    {
    }

    /// <summary>Statistics by the position of their request; null for one that is not known.</summary>
    private ProcessingStatistics(
        ModelProcessing processing, ImmutableArray<GroupStatistics?> values, DataSetStatistics? dataSet)
    {
        _processing = processing;
        _values = values;
        DataSet = dataSet;
    }

    /// <summary>The data set that the sample belongs to; null where the sample stands for itself.</summary>
    public DataSetStatistics? DataSet { get; }

    /// <summary>The same with more of them known.</summary>
    public ProcessingStatistics With(IEnumerable<KeyValuePair<int, GroupStatistics>> values)
    {
        ImmutableArray<GroupStatistics?>.Builder all = _values.ToBuilder();
        foreach ((int request, GroupStatistics value) in values)
        {
            all[request] = value;
        }

        return new ProcessingStatistics(_processing, all.ToImmutable(), DataSet);
    }

    /// <summary>What a step asked for.</summary>
    /// <param name="request">The request's position.</param>
    /// <param name="place">The step's place.</param>
    /// <exception cref="ModelRunException">It asked for an optional input that was left out.</exception>
    /// <exception cref="InvalidOperationException">It asked for an output that was not given yet.</exception>
    public GroupStatistics Of(int request, string place)
    {
        if (_values[request] is GroupStatistics known)
        {
            return known;
        }

        StatisticsRequest wanted = _processing.Requests[request];
        throw wanted.IsOutput
            ? new InvalidOperationException(
                $"{place} needs statistics of {wanted}, not collected yet.")
            : new ModelRunException(
                _processing.ModelId,
                $"{place} needs statistics of {wanted}, which was left out; "
                + "expected it to be given.");
    }
}
