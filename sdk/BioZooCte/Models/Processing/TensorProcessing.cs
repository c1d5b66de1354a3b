using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// One tensor's chain of steps. Once the statistics are known it works on any region by itself: regions give
/// what the whole gives, bit for bit.
/// </summary>
internal sealed class TensorProcessing
{
    private readonly string _modelId;
    private readonly string _place;
    private readonly ImmutableArray<ProcessingOperation> _operations;
    private readonly int _finalCast;
    private readonly int _instances;

    /// <summary>A chain of operations.</summary>
    public TensorProcessing(
        string modelId, string place, ImmutableArray<ProcessingOperation> operations, bool needsOwnStatistics)
    {
        _modelId = modelId;
        _place = place;
        _operations = operations;
        NeedsOwnStatistics = needsOwnStatistics;
        ResultType = operations[^1] is ProcessingOperation.Cast last ? last.Type : ElementType.Bool;
        EndsInIntegerCast = operations[^1] is ProcessingOperation.Cast && !ResultType.IsFloatingPoint();
        _finalCast = operations.Length;
        while (EndsInIntegerCast && _finalCast > 0 && operations[_finalCast - 1] is ProcessingOperation.Cast)
        {
            _finalCast--;
        }

        _instances = operations.IndexOf(operations.OfType<ProcessingOperation.Instances>().FirstOrDefault()!);
        AxesKeptWhole =
            [.. operations.OfType<ProcessingOperation.Softmax>().Select(softmax => softmax.AxisId).Distinct()];
    }

    /// <summary>
    /// Whether statistics of the unprocessed tensor itself are needed, and the tensor is an output.
    /// </summary>
    public bool NeedsOwnStatistics { get; }

    /// <summary>The step that makes labels of instances; null where there is none.</summary>
    public ProcessingOperation.Instances? InstanceStep =>
        _instances < 0 ? null : (ProcessingOperation.Instances)_operations[_instances];

    /// <summary>Whether a step needs all of the output: for its own statistics, or to make instances.</summary>
    public bool NeedsWholeOutput => NeedsOwnStatistics || InstanceStep is not null;

    /// <summary>The type of what <see cref="Apply"/> gives.</summary>
    public ElementType ResultType { get; }

    /// <summary>Whether the chain ends in a cast to an integer type or bool.</summary>
    public bool EndsInIntegerCast { get; }

    /// <summary>Axes that a region has to cover whole, because a step works along them (softmax).</summary>
    public ImmutableArray<string> AxesKeptWhole { get; }

    /// <summary>The type of what <see cref="ApplyBeforeFinalCast"/> gives for elements of a type.</summary>
    public ElementType TypeBeforeFinalCast(ElementType type)
    {
        if (!EndsInIntegerCast)
        {
            return ResultType;
        }

        bool isExactInSingle = _finalCast == 0 && (type.SizeOf() <= 2 || type == ElementType.Float32);
        return isExactInSingle ? ElementType.Float32 : ElementType.Float64;
    }

    /// <summary>Runs all steps on a region.</summary>
    /// <param name="tensor">The region's unprocessed elements; left as they are.</param>
    /// <param name="region">
    /// Where they lie in the whole tensor. Beyond its ends the statistics of its last position hold.
    /// </param>
    /// <param name="statistics">The sample's statistics.</param>
    /// <param name="arena">Where the result stands; null for memory of its own.</param>
    /// <exception cref="ModelRunException">A list or statistic does not fit the tensor's axes.</exception>
    public AxisTensor Apply(
        AxisTensor tensor, TensorRegion region, ProcessingStatistics statistics, TensorArena? arena = null) =>
        Run(_operations.AsSpan(), tensor, region, statistics, ResultType, arena);

    /// <summary>
    /// Runs all steps but a final cast to an integer type or bool, so that the result is of floating point;
    /// where the chain ends otherwise, all of them.
    /// </summary>
    /// <param name="tensor">The region's unprocessed elements; left as they are.</param>
    /// <param name="region">Where they lie in the whole tensor.</param>
    /// <param name="statistics">The sample's statistics.</param>
    /// <exception cref="ModelRunException">A list or statistic does not fit the tensor's axes.</exception>
    public AxisTensor ApplyBeforeFinalCast(
        AxisTensor tensor, TensorRegion region, ProcessingStatistics statistics) => Run(
            _operations.AsSpan()[.._finalCast],
            tensor,
            region,
            statistics,
            TypeBeforeFinalCast(tensor.ElementType),
            arena: null);

    /// <summary>The integer types that <see cref="ApplyFinalCast"/> casts to; a value beyond one wraps.</summary>
    public IEnumerable<ElementType> FinalIntegers => _operations.Skip(_finalCast)
        .Select(operation => ((ProcessingOperation.Cast)operation).Type)
        .Where(type => type.IsInteger());

    /// <summary>Whether nothing stands before the final cast, so that an image of integers arrives as it is.</summary>
    public bool IsFinalCastAlone => EndsInIntegerCast && _finalCast == 0;

    /// <summary>Runs the rest: after both, the result is that of <see cref="Apply"/>.</summary>
    public AxisTensor ApplyFinalCast(AxisTensor tensor)
    {
        foreach (ProcessingOperation operation in _operations.AsSpan()[_finalCast..])
        {
            tensor = ElementConverter.Cast(tensor, ((ProcessingOperation.Cast)operation).Type);
        }

        return tensor;
    }

    /// <summary>Runs the steps before <see cref="InstanceStep"/>.</summary>
    /// <param name="tensor">All of the unprocessed output; left as it is.</param>
    /// <param name="statistics">The sample's statistics.</param>
    /// <returns>float32.</returns>
    public AxisTensor ApplyBeforeInstances(AxisTensor tensor, ProcessingStatistics statistics) => Run(
        _operations.AsSpan()[.._instances],
        tensor,
        TensorRegion.All(tensor.Shape),
        statistics,
        ElementType.Float32,
        arena: null);

    /// <summary>Runs the casts after <see cref="InstanceStep"/>.</summary>
    /// <param name="labels">All labels; left as they are.</param>
    /// <param name="statistics">The sample's statistics.</param>
    public AxisTensor ApplyAfterInstances(AxisTensor labels, ProcessingStatistics statistics) => Run(
        _operations.AsSpan()[(_instances + 1)..],
        labels,
        TensorRegion.All(labels.Shape),
        statistics,
        ResultType,
        arena: null);

    private AxisTensor Run(
        ReadOnlySpan<ProcessingOperation> operations,
        AxisTensor tensor,
        TensorRegion region,
        ProcessingStatistics statistics,
        ElementType type,
        TensorArena? arena)
    {
        foreach (ProcessingOperation operation in operations)
        {
            Debug.Assert(operation is not ProcessingOperation.Instances, "Instances are not made of parts.");
        }

        foreach (string axis in AxesKeptWhole)
        {
            AxisRange range = region[region.Whole.IndexOf(axis)];
            if (range != new AxisRange(0, region.Whole.SizeOf(axis)))
            {
                throw new ModelRunException(
                    _modelId,
                    $"{_place}: softmax along {axis} was given {range.Start} to {range.End}; "
                    + $"expected all of its {region.Whole.SizeOf(axis)} positions.");
            }
        }

        BroadcastOperand?[] operands = new BroadcastOperand?[operations.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            if (operations[i] is ProcessingOperation.Arithmetic arithmetic)
            {
                AxisTensor values = arithmetic.Operand(statistics);
                operands[i] = new BroadcastOperand(
                    RegionOperand.Of(values, region, _modelId, arithmetic.Place), tensor.Shape);
            }
        }

        return OperationChain.Run(operations, tensor, operands, type, arena);
    }
}
