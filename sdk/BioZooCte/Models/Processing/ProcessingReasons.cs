using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Finds what stands against running a model's steps, as far as the description alone tells.
/// </summary>
internal static class ProcessingReasons
{
    /// <summary>One sentence for each fault, naming the field.</summary>
    public static IReadOnlyList<string> Against(ModelDescription model)
    {
        List<string> reasons = [];
        foreach (TensorPlace place in TensorPlace.Of(model))
        {
            reasons.AddRange(InstanceStepReasons.Against(place));
            foreach (StatedStep step in place.Steps())
            {
                IEnumerable<string> found = Against(step.Step, place.Tensor, model);
                reasons.AddRange(found.Select(reason => $"{step.Place}{reason}"));
            }
        }

        return reasons;
    }

    private static IEnumerable<string> Against(
        ProcessingDescription step, TensorDescription tensor, ModelDescription model) => step switch
        {
            ProcessingDescription.NotRunnable unknown => [$" is not run here: {WhyNot(unknown.StepName)}"],
            ProcessingDescription.Binarize b => Counts(tensor, b.AxisId, ("threshold", b.Thresholds)),
            ProcessingDescription.ScaleLinear l =>
                Counts(tensor, l.AxisId, ("gain", l.Gains), ("offset", l.Offsets)),
            ProcessingDescription.FixedZeroMeanUnitVariance f =>
                Counts(tensor, f.AxisId, ("mean", f.Means), ("std", f.StandardDeviations)),
            ProcessingDescription.Softmax s => Axes(tensor, "axis", [s.AxisId]),
            ProcessingDescription.Clip c =>
            [
                .. Axes(tensor, "axes", c.Scope.AxisIds),
                .. Order("min", c.Min, "max", c.Max),
                .. Order("min_percentile", c.MinPercentile, "max_percentile", c.MaxPercentile),
            ],
            ProcessingDescription.ZeroMeanUnitVariance z => Axes(tensor, "axes", z.Scope.AxisIds),
            ProcessingDescription.ScaleRange r =>
            [
                .. Axes(tensor, "axes", r.Scope.AxisIds),
                .. Order("min_percentile", r.MinPercentile, "max_percentile", r.MaxPercentile),
                .. Reference(model, tensor, r.ReferenceTensorId, r.Scope),
            ],
            ProcessingDescription.ScaleMeanVariance m =>
            [
                .. Axes(tensor, "axes", m.Scope.AxisIds),
                .. Reference(model, tensor, m.ReferenceTensorId, m.Scope),
            ],
            _ => [],
        };

    private static string WhyNot(string step) => step switch
    {
        "custom" => "it is Python code",
        _ => "no such step is known",
    };

    /// <summary>
    /// One value for the whole tensor, or one for each position along an axis; not one for several.
    /// </summary>
    private static IEnumerable<string> Counts(
        TensorDescription tensor,
        string? axisId,
        params (string Field, ImmutableArray<double> Values)[] lists)
    {
        AxisDescription? axis = axisId is null ? null : tensor.FindAxis(axisId);
        if (axisId is not null && axis is null)
        {
            return Axes(tensor, "axis", [axisId]);
        }

        int longest = lists.Max(list => list.Values.Length);
        int expected = axis is null ? 1 : axis.Size is AxisSize.Fixed fixedSize ? fixedSize.Size : longest;
        string what = axis is null ? "for no axis is named" : $"one for each position along {axisId}";
        return lists
            .Where((list, i) => list.Values.Length != expected
                && (list.Values.Length != 1 || (longest == 1 && i == 0)))
            .Select(list => $".{list.Field} has {Number(list.Values.Length)}; expected {expected}, {what}");
    }

    private static string Number(int values) => values == 1 ? "1 value" : $"{values} values";

    private static IEnumerable<string> Axes(
        TensorDescription tensor, string field, ImmutableArray<string>? axisIds)
    {
        string known = string.Join(", ", tensor.Axes.Select(axis => axis.Id));
        return (axisIds ?? [])
            .Where(id => tensor.FindAxis(id) is null)
            .Select(id => $".{field} names '{id}'; expected axes out of {known}");
    }

    private static IEnumerable<string> Order(string lowField, double? low, string highField, double? high) =>
        low >= high
            ? [FormattableString.Invariant($".{lowField} is {low}; expected less than {highField}, {high}")]
            : [];

    private static IEnumerable<string> Reference(
        ModelDescription model, TensorDescription tensor, string? id, StatisticsScope scope)
    {
        if (id is null || id == tensor.Id)
        {
            return [];
        }

        InputDescription? reference = model.Inputs.FirstOrDefault(input => input.Id == id);
        if (reference is null)
        {
            string known = string.Join(", ", model.Inputs.Select(input => input.Id));
            return [$".reference_tensor is '{id}'; expected an input: {known}"];
        }

        string? unknown = StatisticsScopes.KeptAxes(reference, scope)
            .Where(axis => tensor.FindAxis(axis) is null)
            .FirstOrDefault(axis => reference.FindAxis(axis)!.Size is not AxisSize.Fixed(1));
        return
        [
            .. Axes(reference, $"axes (of the reference '{id}')", scope.AxisIds),
            .. unknown is null
                ? Array.Empty<string>()
                : [$".reference_tensor '{id}' is measured along {unknown}; expected an axis of '{tensor.Id}'"],
        ];
    }
}
