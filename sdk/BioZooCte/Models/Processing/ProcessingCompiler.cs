using System.Collections.Immutable;

using BioZooCte.Numerics;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Turns stated steps into operations, and gathers the statistics that they need.</summary>
internal sealed class ProcessingCompiler(ModelDescription model)
{
    private readonly List<StatisticsRequest> _requests = [];

    /// <summary>The statistics that the steps compiled so far need.</summary>
    public ImmutableArray<StatisticsRequest> Requests => [.. _requests];

    /// <summary>A tensor's chain.</summary>
    public TensorProcessing Compile(TensorPlace place)
    {
        int known = _requests.Count;
        ImmutableArray<ProcessingOperation> operations =
        [
            .. AutomaticCasts.Around(place, model.IsFormat04).SelectMany(step => Operations(step, place)),
        ];
        bool needsOwnStatistics = place.IsOutput && _requests.Skip(known).Any(r => r.IsOutput);
        return new TensorProcessing(model.Id ?? model.Name, place.ToString(), operations, needsOwnStatistics);
    }

    private ProcessingOperation[] Operations(StatedStep stated, TensorPlace own)
    {
        string place = stated.Place;
        switch (stated.Step)
        {
            case ProcessingDescription.EnsureDataType step:
                return [new ProcessingOperation.Cast(step.Type)];
            case ProcessingDescription.StarDistPostprocessing:
                return [new ProcessingOperation.Instances(stated.Step, place)];
            case ProcessingDescription.CellposeFlowDynamics step:
                return [new ProcessingOperation.Instances(step, place), new ProcessingOperation.Cast(step.Type)];
            case ProcessingDescription.Sigmoid:
                return [new ProcessingOperation.Sigmoid()];
            case ProcessingDescription.Softmax step:
                return [new ProcessingOperation.Softmax(step.AxisId)];
            case ProcessingDescription.Binarize step:
                return [Fixed(ArithmeticOperator.GreaterThan, step.Thresholds, step.AxisId, place)];
            case ProcessingDescription.ScaleLinear step:
                return
                [
                    Fixed(ArithmeticOperator.Multiply, step.Gains, step.AxisId, place),
                    Fixed(ArithmeticOperator.Add, step.Offsets, step.AxisId, place),
                ];
            case ProcessingDescription.FixedZeroMeanUnitVariance step:
                return
                [
                    Fixed(ArithmeticOperator.Subtract, step.Means, step.AxisId, place),
                    Fixed(ArithmeticOperator.Divide, step.StandardDeviations, step.AxisId, place),
                ];
            case ProcessingDescription.Clip step:
                return Clip(step, place, own);
            case ProcessingDescription.ZeroMeanUnitVariance step:
                return Standardize(Request(own, step.Scope), step.Epsilon, place);
            case ProcessingDescription.ScaleRange step:
                return ScaleRange(step, place, own);
            case ProcessingDescription.ScaleMeanVariance step:
                int reference = Request(Find(step.ReferenceTensorId), step.Scope);
                return
                [
                    .. Standardize(Request(own, step.Scope), step.Epsilon, place),
                    Measured(ArithmeticOperator.Multiply, reference, place, s => s.Deviations(step.Epsilon)),
                    Measured(ArithmeticOperator.Add, reference, place, s => s.Means()),
                ];
            default:
                throw new ArgumentException($"{place} cannot be compiled.", nameof(stated));
        }
    }

    /// <summary>
    /// Bounds of percentiles turn NaN into themselves, stated ones leave it. Over a sample a percentile is
    /// one of its values, over the data set it is interpolated: both as the reference runtime does it.
    /// </summary>
    private ProcessingOperation[] Clip(ProcessingDescription.Clip step, string place, TensorPlace own)
    {
        List<ProcessingOperation> operations = [];
        PercentileMethod method = step.Scope.IsDataSet
            ? PercentileMethod.Linear
            : PercentileMethod.InvertedCdf;
        Bound(step.MinPercentile, ArithmeticOperator.MaximumNumber);
        Bound(step.MaxPercentile, ArithmeticOperator.MinimumNumber);
        if (step.Min is double min)
        {
            operations.Add(Fixed(ArithmeticOperator.Maximum, [min], null, place));
        }

        if (step.Max is double max)
        {
            operations.Add(Fixed(ArithmeticOperator.Minimum, [max], null, place));
        }

        return [.. operations];

        void Bound(double? percent, ArithmeticOperator operation)
        {
            if (percent is double stated)
            {
                int request = Request(own, step.Scope);
                int index = Percentile(request, new Percentile(stated, method));
                operations.Add(Measured(operation, request, place, s => s.Percentile(index)));
            }
        }
    }

    /// <summary>eps as stated; the reference runtime takes 1e-6 whatever is stated.</summary>
    private ProcessingOperation[] ScaleRange(
        ProcessingDescription.ScaleRange step, string place, TensorPlace own)
    {
        TensorPlace measured = step.ReferenceTensorId is null ? own : Find(step.ReferenceTensorId);
        int request = Request(measured, step.Scope);
        int low = Percentile(request, new Percentile(step.MinPercentile));
        int high = Percentile(request, new Percentile(step.MaxPercentile));
        return
        [
            Measured(ArithmeticOperator.Subtract, request, place, s => s.Percentile(low)),
            Measured(ArithmeticOperator.Divide, request, place, s => s.Range(low, high, step.Epsilon)),
        ];
    }

    private static ProcessingOperation[] Standardize(int request, double epsilon, string place) =>
    [
        Measured(ArithmeticOperator.Subtract, request, place, s => s.Means()),
        Measured(ArithmeticOperator.Divide, request, place, s => s.Deviations(epsilon)),
    ];

    private static ProcessingOperation.Arithmetic Measured(
        ArithmeticOperator operation, int request, string place, Func<GroupStatistics, AxisTensor> operand) =>
        new(operation, statistics => operand(statistics.Of(request, place)), place);

    private static ProcessingOperation.Arithmetic Fixed(
        ArithmeticOperator operation, ImmutableArray<double> values, string? axisId, string place)
    {
        TensorShape shape = axisId is null || values.Length == 1
            ? new TensorShape()
            : new TensorShape(new TensorAxis(axisId, values.Length));
        AxisTensor operand = AxisTensor.FromArray<double>(shape, values.AsSpan());
        return new ProcessingOperation.Arithmetic(operation, _ => operand, place);
    }

    private TensorPlace Find(string id) =>
        TensorPlace.Of(model).First(place => place.Tensor.Id == id);

    private int Request(TensorPlace place, StatisticsScope scope)
    {
        StatisticsRequest wanted = new()
        {
            IsOutput = place.IsOutput,
            Position = place.Position,
            IsDataSet = scope.IsDataSet,
            KeptAxes = StatisticsScopes.KeptAxes(place.Tensor, scope),
        };
        int index = _requests.FindIndex(wanted.IsOverTheSame);
        if (index < 0)
        {
            index = _requests.Count;
            _requests.Add(wanted);
        }

        return index;
    }

    private int Percentile(int request, Percentile percentile)
    {
        int index = _requests[request].Percentiles.IndexOf(percentile);
        if (index < 0)
        {
            index = _requests[request].Percentiles.Length;
            _requests[request] = _requests[request] with
            {
                Percentiles = _requests[request].Percentiles.Add(percentile),
            };
        }

        return index;
    }
}
