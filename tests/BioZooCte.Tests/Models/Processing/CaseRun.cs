using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>
/// A case set up: its chains, and for each sample the tensors they are applied to and their statistics.
/// </summary>
internal sealed class CaseRun
{
    private readonly ProcessingCase _case;
    private readonly ModelDescription _model;

    private CaseRun(ProcessingCase processingCase)
    {
        _case = processingCase;
        _model = processingCase.Model;
        Processing = ModelProcessing.Compile(_model);
    }

    public ModelProcessing Processing { get; }

    public List<CaseTensor> Tensors { get; } = [];

    /// <summary>The data set is what the case gives as such, else all of its samples.</summary>
    public static async Task<CaseRun> SetUpAsync(ProcessingCase processingCase)
    {
        CaseRun run = new(processingCase);
        SortedDictionary<int, Dictionary<string, AxisTensor>> samples = processingCase.Arrays("inputs");
        SortedDictionary<int, Dictionary<string, AxisTensor>> given = processingCase.Arrays("dataset");
        DataSetStatistics dataSet = new(run.Processing);
        foreach (Dictionary<string, AxisTensor> sample in (given.Count > 0 ? given : samples).Values)
        {
            await dataSet.AddAsync(run.Inputs(sample), CancellationToken.None);
            for (int i = 0; i < run._model.Outputs.Length; i++)
            {
                await dataSet.AddOutputAsync(
                    i, new ArraySource(sample[run._model.Outputs[i].Id]), CancellationToken.None);
            }
        }

        foreach ((int sample, Dictionary<string, AxisTensor> arrays) in samples)
        {
            await run.AddAsync(sample, arrays, dataSet);
        }

        return run;
    }

    private async Task AddAsync(int sample, Dictionary<string, AxisTensor> arrays, DataSetStatistics dataSet)
    {
        StatisticsCollector collector = new(Processing);
        ProcessingStatistics statistics = await collector.CollectAsync(
            Inputs(arrays), dataSet, CancellationToken.None);
        for (int i = 0; !_case.IsPost && i < _model.Inputs.Length; i++)
        {
            if (arrays.TryGetValue(_model.Inputs[i].Id, out AxisTensor? input))
            {
                Tensors.Add(new CaseTensor(sample, _model.Inputs[i].Id, input, Processing.Inputs[i], statistics));
            }
        }

        for (int i = 0; _case.IsPost && i < _model.Outputs.Length; i++)
        {
            AxisTensor output = arrays[_model.Outputs[i].Id];
            ProcessingStatistics all = Processing.Outputs[i].NeedsOwnStatistics
                ? await collector.WithOutputAsync(statistics, i, new ArraySource(output), CancellationToken.None)
                : statistics;
            Tensors.Add(new CaseTensor(sample, _model.Outputs[i].Id, output, Processing.Outputs[i], all));
        }
    }

    private ITensorSource?[] Inputs(Dictionary<string, AxisTensor> sample) =>
    [
        .. _model.Inputs.Select(
            input => sample.TryGetValue(input.Id, out AxisTensor? tensor) ? new ArraySource(tensor) : null),
    ];
}
