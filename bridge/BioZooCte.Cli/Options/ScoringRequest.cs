using BioZooCte.Consistency;
using BioZooCte.Instances;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Options;

/// <summary>What models' scores depend on: the packages, what of the images they see, and how scores are made.</summary>
internal sealed record ScoringRequest
{
    /// <summary>The packages, found.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What of the images models are given.</summary>
    public required ImageRequest Image { get; init; }

    /// <summary>The perturbations, such as <c>gamma:1.5</c>; empty for the usual ones.</summary>
    public required IReadOnlyList<string> Perturbations { get; init; }

    /// <summary><c>percentile</c> or <c>model</c>.</summary>
    public required string PerturbationUnit { get; init; }

    /// <summary>Where models are cut to change their features; null for each one's bottleneck.</summary>
    public string? Bottleneck { get; init; }

    /// <summary>Whether changes of features are drawn as PyTorch draws them.</summary>
    public bool DrawsAsTorch { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>At how many pixels models are compared; null for all.</summary>
    public int? AgreementSample { get; init; }

    /// <summary>Above it a probability is foreground.</summary>
    public required double Threshold { get; init; }

    /// <summary>What counts as foreground.</summary>
    public required ForegroundOptions Foreground { get; init; }

    /// <summary>How probabilities become instances.</summary>
    public required InstanceOptions Instances { get; init; }

    /// <summary>How often random perturbations are drawn.</summary>
    public required int Runs { get; init; }

    /// <summary>What random numbers depend on.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Tiles run at a time; null for one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether files may have another hash than declared.</summary>
    public required bool AllowHashMismatch { get; init; }

    /// <summary>Strengths of one perturbation that are compared; null for none.</summary>
    public StrengthLadder? Sweep { get; init; }

    /// <summary>The library's options.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public EstimationOptions ToEstimation()
    {
        EstimationOptions options = new()
        {
            PerturbationUnit = PerturbationUnit == "model"
                ? BioZooCte.Perturbations.PerturbationUnit.Model
                : BioZooCte.Perturbations.PerturbationUnit.Percentile,
            Bottleneck = Bottleneck,
            FeatureRandom = DrawsAsTorch ? FeatureRandom.Torch : FeatureRandom.Coordinates,
            Metric = KnownMetrics.Parse(Metric),
            AgreementSample = AgreementSample,
            Threshold = Threshold,
            Foreground = Foreground,
            Instances = Instances,
            Selection = Image.Selection,
            Axes = Image.Axes,
            TileSize = Image.Tile,
            Runs = Runs,
            Seed = Seed,
            Rules = new RankingRules { Seed = Seed },
            AllowHashMismatch = AllowHashMismatch,
        };
        options = Threads is int threads ? options with { Threads = threads } : options;
        try
        {
            return WithPerturbations(options);
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException($"--perturbation: {exception.Message}");
        }
    }

    private EstimationOptions WithPerturbations(EstimationOptions options)
    {
        if ((Sweep is not null || Perturbations.Any(EstimationOptions.IsAutomatic)) && !options.Metric.HigherIsBetter)
        {
            throw new InvalidUsageException(
                $"--metric is '{Metric}', by which strengths cannot be compared; expected a metric of which more is better.");
        }

        if (Sweep is not null)
        {
            return options.WithSweep(Sweep);
        }

        return options.WithPerturbations(Perturbations);
    }
}
