using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Results;

namespace BioZooCte;

/// <summary>What a store is asked: all that counts and votes of a model depend on, but for the perturbations.</summary>
internal static class EstimationQuestion
{
    /// <summary>The hash of a model: of its package's RDF and of the weights that run.</summary>
    public static string ModelOf(SegmentationModel model) =>
        HashOf([model.Description.RdfSha256, model.Network.Sha256]);

    /// <summary>The library, what runs networks, and .NET, each with its version.</summary>
    public static string SoftwareOf(IModelBackend backend) =>
        string.Join("; ", EstimationDescription.SoftwareOf(backend).Select(one => $"{one.Name} {one.Version}"));

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
        bool perturbsFeatures = !options.FeaturePerturbations.IsEmpty;
        if (perturbsFeatures && options.FeatureRandom == FeatureRandom.Torch)
        {
            return null; // its random numbers depend on how many samples came before
        }

        bool needsDataSet = SurveyQuestion.IsAskedOf(model);
        IEnumerable<ImageIdentity?> surveyed = options.Statistics?.Images ?? images;
        (string Name, object? Value)[] values =
        [
            ("seed", options.Seed),
            ("measures", options.Metric.Measures),
            ("threshold", options.Threshold),
            ("perturbation-unit", options.PerturbationUnit == PerturbationUnit.Model ? "model" : "percentile"),
            ("cut", perturbsFeatures ? options.Bottleneck ?? "bottleneck" : null),
            ("foreground", options.Foreground.Channel),
            ("activation", options.Foreground.Activation),
            ("instances", options.Metric.ComparesInstances ? Text(options.Instances) : null),
            ("image-channel", options.Selection.Channel),
            ("rgb-to-gray", options.Selection.RgbToGray),
            ("planes", options.Selection.Planes),
            ("axes", options.Axes),
            ("tile", options.TileSize),
            ("agreement-sample", options.AgreementSample is int sample ? sample : "all"),
            ("data-set", needsDataSet ? HashOf(surveyed.Select(image => $"{image?.Sha256} {image?.Name}")) : null),
        ];
        string text = string.Join(' ', values
            .Where(one => one.Value is not null)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Value}")));
        return new ModelQuestion(
            ModelOf(model),
            text,
            SoftwareOf(backend))
        {
            Name = model.Package.Id,
        };
    }

    private static string Text(InstanceOptions o) => string.Create(
        CultureInfo.InvariantCulture,
        $"{o.Method},{o.ForegroundThreshold},{o.BoundaryThreshold},{o.MinSize},{o.FillHoles},{o.Neighbours},{o.SeedProminence}");

    private static string HashOf(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
