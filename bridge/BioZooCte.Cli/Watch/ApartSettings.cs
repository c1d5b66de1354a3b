using BioZooCte.Bridge.V1;
using BioZooCte.Cli.Options;
using BioZooCte.Instances;

namespace BioZooCte.Cli.Watch;

/// <summary>How models are ranked, in the words that a process which models run in is told it.</summary>
internal static class ApartSettings
{
    /// <summary>The settings; the axes of the images and the threads go beside them.</summary>
    public static RankingSettings Of(ScoringRequest scoring, OrderingRequest ordering) => new()
    {
        Perturbations = { scoring.Perturbations },
        PerturbationUnit = scoring.PerturbationUnit,
        FallbackPerturbations = { ordering.Fallback },
        Bottleneck = scoring.Bottleneck ?? "",
        Rng = scoring.DrawsAsTorch ? "torch" : "coordinates",
        Metric = scoring.Metric,
        Estimator = ordering.Estimator ?? "",
        Structures = { ordering.Structures },
        AgreementSample = (uint)(scoring.AgreementSample ?? 0),
        Threshold = scoring.Threshold,
        Foreground = scoring.Foreground.Channel ?? "",
        Activation = scoring.Foreground.Activation ?? "",
        Instances = KnownInstanceMethods.NameOf(scoring.Instances.Method),
        MinSize = (uint)scoring.Instances.MinSize,
        Selection = new ImageSelection
        {
            Channel = scoring.Image.Selection.Channel ?? "",
            RgbToGray = scoring.Image.Selection.RgbToGray,
            Planes = scoring.Image.Selection.Planes.ToString(),
        },
        Tile = scoring.Image.Tile.ToString(),
        Runs = (uint)scoring.Runs,
        Seed = scoring.Seed,
        AllowHashMismatch = scoring.AllowHashMismatch,
    };
}
