using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>A step as the cases state it, which is as an RDF does.</summary>
internal sealed class CaseStep
{
    private readonly JsonElement _arguments;
    private readonly ImmutableArray<string> _tensorAxes;
    private readonly bool _isFormat04;

    private CaseStep(JsonElement arguments, ImmutableArray<string> tensorAxes, bool isFormat04)
    {
        _arguments = arguments;
        _tensorAxes = tensorAxes;
        _isFormat04 = isFormat04;
    }

    public static ProcessingDescription Of(JsonElement step, ImmutableArray<string> tensorAxes, bool isFormat04)
    {
        JsonElement arguments = step.TryGetProperty("kwargs", out JsonElement stated)
            ? stated
            : JsonSerializer.SerializeToElement(new Dictionary<string, string>());
        string name = step.GetProperty(isFormat04 ? "name" : "id").GetString()!;
        return new CaseStep(arguments, tensorAxes, isFormat04).Read(name);
    }

    private ProcessingDescription Read(string name) => name switch
    {
        "binarize" => new ProcessingDescription.Binarize(Numbers("threshold", 0), Axis("threshold")),
        "clip" => new ProcessingDescription.Clip(
            Number("min"), Number("max"), Number("min_percentile"), Number("max_percentile"), Scope(true)),
        "scale_linear" => new ProcessingDescription.ScaleLinear(
            Numbers("gain", 1), Numbers("offset", 0), Axis("gain", "offset")),
        "sigmoid" => new ProcessingDescription.Sigmoid(),
        "softmax" => new ProcessingDescription.Softmax(Text("axis") ?? AxisIds.Channel),
        "zero_mean_unit_variance" when Text("mode") != "fixed" =>
            new ProcessingDescription.ZeroMeanUnitVariance(Scope(true), Number("eps") ?? 1e-6),
        "zero_mean_unit_variance" or "fixed_zero_mean_unit_variance" =>
            new ProcessingDescription.FixedZeroMeanUnitVariance(
                Numbers("mean", 0), Numbers("std", 1), Axis("mean", "std")),
        "scale_range" => new ProcessingDescription.ScaleRange(
            Scope(true),
            Number("min_percentile") ?? 0,
            Number("max_percentile") ?? 100,
            Number("eps") ?? 1e-6,
            Text("reference_tensor")),
        "scale_mean_variance" => new ProcessingDescription.ScaleMeanVariance(
            Scope(false), Text("reference_tensor")!, Number("eps") ?? 1e-6),
        "ensure_dtype" when ElementTypes.TryParse(Text("dtype"), out ElementType type) =>
            new ProcessingDescription.EnsureDataType(type),
        _ => new ProcessingDescription.NotRunnable(name, new RdfMapping(1, [])),
    };

    private StatisticsScope Scope(bool isDataSetWithoutAxes)
    {
        ImmutableArray<string>? axes = Axes();
        return _isFormat04
            ? new StatisticsScope(Text("mode") == "per_dataset", axes)
            : new StatisticsScope(
                axes?.Contains(AxisIds.Batch) ?? isDataSetWithoutAxes, axes?.Remove(AxisIds.Batch));
    }

    private ImmutableArray<string>? Axes() => !_arguments.TryGetProperty("axes", out JsonElement axes) ? null
        : axes.ValueKind == JsonValueKind.String ? [.. axes.GetString()!.Select(AxisIds.FromLetter)]
        : [.. axes.EnumerateArray().Select(axis => axis.GetString()!)];

    /// <summary>The axis of lists: stated in 0.5, the one that is not listed in 0.4.</summary>
    private string? Axis(params string[] fields) =>
        !fields.Any(f => _arguments.TryGetProperty(f, out JsonElement v) && v.ValueKind == JsonValueKind.Array) ? null
        : _isFormat04 ? _tensorAxes.Single(id => id != AxisIds.Batch && !Axes()!.Value.Contains(id))
        : Text("axis");

    private ImmutableArray<double> Numbers(string field, double absent) =>
        !_arguments.TryGetProperty(field, out JsonElement value) ? [absent]
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetDouble())]
        : [value.GetDouble()];

    private double? Number(string field) =>
        _arguments.TryGetProperty(field, out JsonElement value) ? value.GetDouble() : null;

    private string? Text(string field) =>
        _arguments.TryGetProperty(field, out JsonElement value) ? value.GetString() : null;
}
