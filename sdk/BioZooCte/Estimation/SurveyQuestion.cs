using System.Globalization;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Results;
using BioZooCte.Segmentation;

namespace BioZooCte.Estimation;

/// <summary>What statistics of a data set depend on, beside the images, and which are a model's.</summary>
internal static class SurveyQuestion
{
    /// <summary>Whether a step of a model takes statistics over all images.</summary>
    public static bool IsAskedOf(SegmentationModel model) => model.Processing.Requests.Any(request => request.IsDataSet);

    /// <summary>Whether they are taken of the output with the foreground, so that the network has to run.</summary>
    public static bool NeedsPasses(SegmentationModel model, ForegroundRule rule) => model.Processing.Requests.Any(
        request => request is { IsDataSet: true, IsOutput: true } && request.Position == rule.OutputIndex);

    /// <summary>What a model's statistics depend on, as <c>name=value</c> with a space between.</summary>
    public static string OptionsOf(
        SegmentationModel model, ForegroundRule rule, IModelBackend backend, EstimationOptions options)
    {
        bool needsPasses = NeedsPasses(model, rule);
        bool isCut = needsPasses && !options.FeaturePerturbations.IsEmpty;
        (string Name, object? Value)[] values =
        [
            ("image-channel", options.Selection.Channel),
            ("rgb-to-gray", options.Selection.RgbToGray),
            ("planes", options.Selection.Planes),
            ("axes", options.Axes),
            ("output", needsPasses ? rule.OutputIndex : null),
            ("tile", needsPasses ? options.TileSize : null),
            ("cut", isCut ? options.Bottleneck ?? "bottleneck" : null),
            ("software", needsPasses ? ResultsIdentity.OfSoftware(backend) : null),
        ];
        return string.Join(' ', values
            .Where(one => one.Value is not null)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Value}")));
    }

    /// <summary>A model's statistics.</summary>
    /// <exception cref="InvalidStatisticsException">They are not those of the model, or of these options.</exception>
    public static SurveyedModel Find(
        ImageSetStatistics statistics,
        SegmentationModel model,
        ForegroundRule rule,
        IModelBackend backend,
        EstimationOptions options)
    {
        string id = model.Package.Id;
        string hash = ResultsIdentity.OfOpenModel(model);
        string asked = OptionsOf(model, rule, backend, options);
        SurveyedModel[] fitting = [.. statistics.Models.Where(one => one.Sha256 == hash)];
        if ((fitting.FirstOrDefault(one => one.Options == asked) ?? fitting.FirstOrDefault()) is not SurveyedModel found)
        {
            throw statistics.Models.FirstOrDefault(one => one.Id == id) switch
            {
                { Sha256: string other } => new InvalidStatisticsException(
                    statistics.Location, $"its {id} has the hash {other}", $"{hash}, which the model at hand has"),
                { Error: string error } => new InvalidStatisticsException(
                    statistics.Location, $"it has no statistics of {id} ({error.TrimEnd('.')})", "some"),
                _ => new InvalidStatisticsException(
                    statistics.Location, $"it has nothing of {id}", "statistics that were taken with this model"),
            };
        }

        if (found.Error is string reason)
        {
            throw new InvalidStatisticsException(
                statistics.Location, $"it has no statistics of {id} ({reason.TrimEnd('.')})", "some");
        }

        if (found.Options != asked)
        {
            throw new InvalidStatisticsException(
                statistics.Location, $"its statistics of {id} were taken with {found.Options}", asked);
        }

        StatisticsRequest[] requests = [.. model.Processing.Requests];
        bool fits = found.Tensors.Length == requests.Count(request => request.IsDataSet)
            && found.Tensors.All(one => one.Index < requests.Length && one.Answers(requests[one.Index]));
        return fits ? found : throw new InvalidStatisticsException(
            statistics.Location,
            $"its statistics of {id} are others than those that its steps take",
            "statistics that this version of the program took");
    }
}
