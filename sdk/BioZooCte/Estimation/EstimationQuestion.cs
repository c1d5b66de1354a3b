using System.Globalization;

using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Results;

namespace BioZooCte.Estimation;

/// <summary>What a store is asked: all that counts and votes of a model depend on, but for the perturbations.</summary>
internal static class EstimationQuestion
{
    /// <summary>The question that options ask of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="backend">What runs it.</param>
    /// <param name="options">How.</param>
    /// <param name="images">
    /// The ranking's images: a model with statistics of the data set gives each what it gives because of the others, or
    /// because of those that statistics were given of.
    /// </param>
    /// <returns>Null where what a model gives depends on more than that.</returns>
    public static ModelQuestion? Of(
        SegmentationModel model, IModelBackend backend, EstimationOptions options, IEnumerable<ImageIdentity?> images)
    {
        if (!options.FeaturePerturbations.IsEmpty && options.FeatureRandom == FeatureRandom.Torch)
        {
            return null; // its random numbers depend on how many samples came before
        }

        IEnumerable<ImageIdentity?> surveyed = options.Statistics?.Images ?? images;
        string? dataSet = SurveyQuestion.IsAskedOf(model)
            ? ResultsIdentity.HashOf(surveyed.Select(image => $"{image?.Sha256} {image?.Name}"))
            : null;
        return new ModelQuestion(
            ResultsIdentity.OfOpenModel(model), TextOf(options, dataSet), ResultsIdentity.OfSoftware(backend))
        {
            Name = model.Package.Id,
        };
    }

    /// <summary>What the usual options ask: all else in a question's text was asked for.</summary>
    public static string UsualOptions { get; } = TextOf(new EstimationOptions(), dataSet: null);

    private static string TextOf(EstimationOptions options, string? dataSet)
    {
        (string Name, object? Value)[] values =
        [
            ("seed", options.Seed),
            ("measures", options.Metric.Measures),
            ("threshold", options.Threshold),
            ("perturbation-unit", options.PerturbationUnit == PerturbationUnit.Model ? "model" : "percentile"),
            ("cut", options.FeaturePerturbations.IsEmpty ? null : options.Bottleneck ?? "bottleneck"),
            ("foreground", options.Foreground.Channel),
            ("activation", options.Foreground.Activation),
            ("instances", options.Metric.ComparesInstances ? Text(options.Instances) : null),
            ("image-channel", options.Selection.Channel),
            ("rgb-to-gray", options.Selection.RgbToGray),
            ("planes", options.Selection.Planes),
            ("axes", options.Axes),
            ("tile", options.TileSize),
            ("agreement-sample", options.AgreementSample is int sample ? sample : "all"),
            ("data-set", dataSet),
        ];
        return string.Join(' ', values
            .Where(one => one.Value is not null)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Value}")));
    }

    private static string Text(InstanceOptions o) => string.Create(
        CultureInfo.InvariantCulture,
        $"{o.Method},{o.ForegroundThreshold},{o.BoundaryThreshold},{o.MinSize},{o.FillHoles},{o.Neighbours},{o.SeedProminence}");
}
