using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Models.Processing;

/// <summary>All of a model's pre- and postprocessing, ready to run.</summary>
internal sealed class ModelProcessing
{
    private ModelProcessing(
        string modelId,
        ImmutableArray<TensorProcessing> inputs,
        ImmutableArray<TensorProcessing> outputs,
        ImmutableArray<StatisticsRequest> requests)
    {
        ModelId = modelId;
        Inputs = inputs;
        Outputs = outputs;
        Requests = requests;
    }

    /// <summary>What messages call the model.</summary>
    public string ModelId { get; }

    /// <summary>The inputs' preprocessing, by position, with the casts that the format implies.</summary>
    public ImmutableArray<TensorProcessing> Inputs { get; }

    /// <summary>The outputs' postprocessing, by position, with the casts that the format implies.</summary>
    public ImmutableArray<TensorProcessing> Outputs { get; }

    /// <summary>The statistics that the steps need, of tensors as they are before their first step.</summary>
    public ImmutableArray<StatisticsRequest> Requests { get; }

    /// <summary>Whether a step needs statistics of the inputs over all samples.</summary>
    public bool NeedsDataSetStatistics => Requests.Any(r => r.IsDataSet && !r.IsOutput);

    /// <summary>
    /// Whether a step needs statistics of an output over all samples, so that the network has to run on all
    /// of them beforehand.
    /// </summary>
    public bool NeedsDataSetStatisticsOfOutputs => Requests.Any(r => r.IsDataSet && r.IsOutput);

    /// <summary>Why a model's steps cannot be run, each by its place and name; none if they can.</summary>
    public static IReadOnlyList<string> ReasonsAgainst(ModelDescription model) =>
        ProcessingReasons.Against(model);

    /// <summary>Makes a model's steps ready to run.</summary>
    /// <exception cref="UnsupportedModelException">They cannot be run; with every reason.</exception>
    public static ModelProcessing Compile(ModelDescription model)
    {
        IReadOnlyList<string> reasons = ReasonsAgainst(model);
        string id = model.Id ?? model.Name;
        if (reasons.Count > 0)
        {
            throw new UnsupportedModelException(id, reasons);
        }

        ProcessingCompiler compiler = new(model);
        ImmutableArray<TensorProcessing> chains = [.. TensorPlace.Of(model).Select(compiler.Compile)];
        int inputs = model.Inputs.Length;
        return new ModelProcessing(id, chains[..inputs], chains[inputs..], compiler.Requests);
    }
}
