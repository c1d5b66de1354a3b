using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>Runs a package's network on its test inputs, as the package lies: no size re-opened, nothing cast.</summary>
internal sealed class TestPass
{
    private readonly ModelPackage _package;
    private readonly ModelProcessing _processing;
    private readonly IModelRunner _runner;

    /// <summary>A pass through an opened network, which stays its opener's.</summary>
    public TestPass(ModelPackage package, ModelProcessing processing, IModelRunner runner)
    {
        _package = package;
        _processing = processing;
        _runner = runner;
    }

    /// <summary>The test tensors of the inputs, as stored; null for an optional one without.</summary>
    /// <exception cref="UnsupportedModelException">The package states none for an input that is needed.</exception>
    public static IReadOnlyList<AxisTensor?> ReadInputs(ModelPackage package) =>
        [.. package.Description.Inputs.Select(i => i.TestTensor is null && i.IsOptional ? null : Read(package, i))];

    /// <summary>The test tensors of the outputs, as stored.</summary>
    /// <exception cref="UnsupportedModelException">The package states none for an output.</exception>
    public static IReadOnlyList<AxisTensor> ReadOutputs(ModelPackage package) =>
        [.. package.Description.Outputs.Select(o => Read(package, o))];

    /// <summary>Preprocesses, runs, and postprocesses.</summary>
    public async Task<IReadOnlyList<AxisTensor>> RunAsync(
        IReadOnlyList<AxisTensor?> inputs, CancellationToken cancellationToken)
    {
        ITensorSource?[] sources = [.. inputs.Select(i => i is null ? null : new TensorSource(i))];
        DataSetStatistics? dataSet = null;
        if (_processing.NeedsDataSetStatistics)
        {
            dataSet = new DataSetStatistics(_processing);
            await dataSet.AddAsync(sources, cancellationToken).ConfigureAwait(false);
        }

        StatisticsCollector collector = new(_processing);
        ProcessingStatistics statistics =
            await collector.CollectAsync(sources, dataSet, cancellationToken).ConfigureAwait(false);
        AxisTensor?[] given = [.. inputs.Select((tensor, i) => tensor is null
            ? null
            : _processing.Inputs[i].Apply(tensor, TensorRegion.All(tensor.Shape), statistics))];
        RequireTypes(given);
        IReadOnlyList<IReadOnlyList<string>> axes =
            [.. _package.Description.Outputs.Select(o => o.Axes.Select(a => a.Id).ToArray())];
        IReadOnlyList<AxisTensor> outputs = _runner.Run(given, axes, cancellationToken);
        List<AxisTensor> processed = [];
        for (int i = 0; i < outputs.Count; i++)
        {
            TensorSource source = new(outputs[i]);
            ProcessingStatistics own = _processing.Outputs[i].NeedsOwnStatistics
                ? await collector.WithOutputAsync(statistics, i, source, cancellationToken).ConfigureAwait(false)
                : statistics;
            TensorProcessing steps = _processing.Outputs[i];
            processed.Add(steps.InstanceStep is null
                ? steps.Apply(outputs[i], TensorRegion.All(outputs[i].Shape), own)
                : new InstanceStep(_package.Id, steps).Run(outputs[i], shape: null, own, cancellationToken));
        }

        return processed;
    }

    /// <summary>What a package's own steps give has to be what its network takes; a ranking would cast it.</summary>
    private void RequireTypes(AxisTensor?[] given)
    {
        for (int i = 0; i < given.Length; i++)
        {
            ElementType taken = _runner.Network.Inputs[i].ElementType;
            if (given[i] is AxisTensor tensor && tensor.ElementType != taken)
            {
                throw new ModelRunException(
                    _package.Id,
                    $"type: '{_package.Description.Inputs[i].Id}' comes as {tensor.ElementType.Name()}; "
                        + $"expected {taken.Name()}, which the network takes");
            }
        }
    }

    private static AxisTensor Read(ModelPackage package, TensorDescription tensor) => tensor.TestTensor is null
        ? throw new UnsupportedModelException(package.Id, $"it states no test tensor for '{tensor.Id}'")
        : NpyFile.Read(package.ResolveFile(tensor.TestTensor), [.. tensor.Axes.Select(a => a.Id)]);
}
