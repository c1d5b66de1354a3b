using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Instances;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Segmentation;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>How models are ranked.</summary>
public sealed record EstimationOptions
{
    private const string Automatic = "auto";

    /// <summary>The small changes of the input under which a model should keep its answer.</summary>
    /// <value><c>contrast:0.7</c> and <c>gamma:1.5</c>; none where features are perturbed.</value>
    public ImmutableArray<InputPerturbation> Perturbations
    {
        get => !field.IsDefault ? field : FeaturePerturbations.IsEmpty ? KnownPerturbations.Default : [];
        init => field = value.IsDefaultOrEmpty
            ? throw new ArgumentException("There is no perturbation; expected at least one.", nameof(value))
            : EachOnce(value);
    }

    /// <summary>
    /// The small changes of the features inside each model under which it should keep its answer. A model whose network
    /// cannot be cut is an entry with the reason.
    /// </summary>
    /// <value>None.</value>
    public ImmutableArray<FeaturePerturbation> FeaturePerturbations
    {
        get;
        init => field = value.IsDefault ? [] : EachOnce(value);
    } = [];

    /// <summary>
    /// The strengths of the perturbation that are compared with one another; set by <see cref="WithSweep"/>.
    /// </summary>
    /// <value>Null: strengths are as given.</value>
    public StrengthLadder? Sweep { get; private init; }

    /// <summary>
    /// Whether models are scored by the strength alone that the sweep recommends; else by the mean over all strengths.
    /// </summary>
    public bool ScoresByRecommended { get; private init; }

    /// <summary>
    /// The perturbations of the input by which a model is scored whose network cannot be cut to perturb its features;
    /// such a model is flagged <see cref="ModelFlags.OtherPerturbation"/>.
    /// </summary>
    /// <value>None: it is an entry with the reason.</value>
    public ImmutableArray<InputPerturbation> Fallback
    {
        get;
        init => field = value.IsDefault ? [] : EachOnce(value);
    } = [];

    /// <summary>How the random numbers of perturbed features are drawn.</summary>
    /// <value><see cref="FeatureRandom.Coordinates"/>.</value>
    public FeatureRandom FeatureRandom { get; init; }

    /// <summary>The tensor at which networks are cut to perturb their features; null for each one's bottleneck.</summary>
    /// <value>Null.</value>
    public string? Bottleneck { get; init; }

    /// <summary>The unit of the perturbations' strengths.</summary>
    /// <value><see cref="PerturbationUnit.Percentile"/>: the same for every model, however it normalises.</value>
    public PerturbationUnit PerturbationUnit { get; init; } = PerturbationUnit.Percentile;

    /// <summary>How alike two predictions are.</summary>
    /// <value><c>miou</c>: the mean IoU of foreground and background.</value>
    public ConsistencyMetric Metric
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = KnownMetrics.Parse("miou");

    /// <summary>What orders the models.</summary>
    /// <value>
    /// <see cref="RankingEstimator.Automatic"/>: consistency and agreement together where at least three votes can be
    /// compared and the metric allows it, else consistency alone.
    /// </value>
    public RankingEstimator Estimator { get; init; } = RankingEstimator.Automatic;

    /// <summary>The structures whose models are ranked; those of <see cref="KnownStructures.Names"/>.</summary>
    /// <value>None: all, each ranked by itself.</value>
    public ImmutableArray<string> Structures
    {
        get;
        init
        {
            string? unknown = value.FirstOrDefault(name => !KnownStructures.Names.Contains(name));
            field = unknown is null
                ? value
                : throw new ArgumentException(
                    $"There is no structure '{unknown}'; expected {string.Join(", ", KnownStructures.Names)}.",
                    nameof(value));
        }
    } = [];

    /// <summary>At how many pixels of an image models are compared with one another; null for every pixel.</summary>
    /// <value>65,536, the same for every model; all where an image has fewer.</value>
    public int? AgreementSample
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(value));
            field = value;
        }
    } = VotePositions.UsualCount;

    /// <summary>Foreground is what is more probable than this; between 0 and 1.</summary>
    /// <value>0.5.</value>
    public double Threshold
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The threshold lies between 0 and 1.");
    } = 0.5;

    /// <summary>How probabilities become instances, for a metric that compares instances.</summary>
    /// <value>Seeded watershed; objects of 16 pixels or more.</value>
    public InstanceOptions Instances { get; init; } = new();

    /// <summary>What the user says of the models' foreground.</summary>
    /// <value>Nothing: each package decides.</value>
    public ForegroundOptions Foreground { get; init; } = new();

    /// <summary>What of an image is given to a model that takes less than the image has.</summary>
    /// <value>Nothing is chosen: a model that needs a choice says so.</value>
    public ImageSelection Selection { get; init; } = new();

    /// <summary>The axes of images whose file does not state them, slowest first, such as <c>zyx</c>; null for none.</summary>
    /// <value>Null.</value>
    public string? Axes { get; init; }

    /// <summary>How images are cut into tiles.</summary>
    /// <value><see cref="TileSize.Auto"/>.</value>
    public TileSize TileSize { get; init; } = TileSize.Auto;

    /// <summary>How often each perturbation with noise is drawn.</summary>
    /// <value>1.</value>
    public int Runs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>What noise and resampling start from: the same seed gives the same bytes.</summary>
    /// <value>0.</value>
    public ulong Seed { get; init; }

    /// <summary>Tiles that are run at the same time.</summary>
    /// <value>The number of cores.</value>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Whether a file whose hash is not the declared one is used all the same.</summary>
    /// <value>False.</value>
    public bool AllowHashMismatch { get; init; }

    /// <summary>
    /// Statistics over a set of images, for the models whose steps take them; null where they are taken over the images
    /// that are ranked on. A model that needs some and has none here is an entry with the reason.
    /// </summary>
    /// <value>Null.</value>
    public ImageSetStatistics? Statistics { get; init; }

    /// <summary>
    /// The part of the images that is measured, of those that are given; the ranking is then marked as partial. It needs
    /// <see cref="TransferabilityEstimator.Store"/>: stores of all parts together hold all that the whole ranking asks for.
    /// A model whose steps take statistics over all images needs <see cref="Statistics"/>.
    /// </summary>
    /// <value>Null: all images.</value>
    public ImageShard? Shard { get; init; }

    /// <summary>How scores become an order.</summary>
    public RankingRules Rules { get; init; } = new();

    /// <summary>These options with the fallback in place of the perturbations of features.</summary>
    internal EstimationOptions ToFallback() =>
        this with { FeaturePerturbations = [], Perturbations = Fallback, Fallback = [] };

    /// <summary>
    /// These options with what a model's score came from: the recommended strength alone, where that was asked for.
    /// </summary>
    internal EstimationOptions ToScored(StrengthSweep? sweep)
    {
        if (sweep is null || !ScoresByRecommended)
        {
            return this;
        }

        EstimationOptions scored = this with
        {
            Sweep = null,
            ScoresByRecommended = false,
            FeaturePerturbations = [.. FeaturePerturbations.Where(p => p.Label == sweep.Recommended)],
        };
        return FeaturePerturbations.IsEmpty
            ? scored with { Perturbations = [.. Perturbations.Where(p => p.Label == sweep.Recommended)] }
            : scored;
    }

    /// <summary>What every sample goes through.</summary>
    internal PerturbationPlan ToPlan() =>
        new(PerturbationRun.All(Perturbations, Runs), PerturbationUnit, Seed)
        {
            FeatureRuns = FeatureRun.All(FeaturePerturbations, Runs),
            Random = FeatureRandom,
        };

    /// <summary>
    /// These options with perturbations as text: <c>gamma:1.5</c> of the input, <c>dropout:0.3</c> of features, several
    /// of either; or <c>auto</c>, <c>auto:NAME</c>, <c>auto:NAME:LOW..HIGH</c> alone for the strength that a sweep
    /// recommends.
    /// </summary>
    /// <param name="texts">The perturbations; none to leave the options as they are.</param>
    /// <exception cref="FormatException">A text is none, stands twice, or <c>auto</c> does not stand alone.</exception>
    public EstimationOptions WithPerturbations(params IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.FirstOrDefault(IsAutomatic) is string automatic)
        {
            string stated = automatic == Automatic ? KnownFeaturePerturbations.Names[0] : automatic[(Automatic.Length + 1)..];
            return texts.Count == 1
                ? WithSweep(StrengthLadder.Parse(stated), scoresByRecommended: true)
                : throw new FormatException(
                    $"the perturbations are '{string.Join(' ', texts)}'; expected '{automatic}' alone, or none of that kind.");
        }

        if (FirstTwice(texts) is string twice)
        {
            throw new FormatException($"'{twice}' stands twice; expected each perturbation once.");
        }

        ILookup<bool, string> kinds = texts.ToLookup(KnownFeaturePerturbations.IsNamedBy);
        EstimationOptions options = this with
        {
            FeaturePerturbations = [.. kinds[true].Select(KnownFeaturePerturbations.Parse)],
        };
        return kinds[false].Any()
            ? options with { Perturbations = [.. kinds[false].Select(KnownPerturbations.Parse)] }
            : options;
    }

    /// <summary>Whether a text asks for the strength to be found: <c>auto</c>, alone or before a name.</summary>
    public static bool IsAutomatic(string perturbation)
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        return perturbation == Automatic || perturbation.StartsWith(Automatic + ":", StringComparison.Ordinal);
    }

    /// <summary>
    /// These options with the strengths of a ladder in place of all perturbations; what they show of the models is
    /// <see cref="ModelRanking.Sweep"/>.
    /// </summary>
    /// <param name="ladder">The strengths.</param>
    /// <param name="scoresByRecommended">Whether models are scored by the recommended strength alone.</param>
    public EstimationOptions WithSweep(StrengthLadder ladder, bool scoresByRecommended = false)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        EstimationOptions swept = this with { Sweep = ladder, ScoresByRecommended = scoresByRecommended };
        return ladder.PerturbsFeatures
            ? swept with { FeaturePerturbations = [.. ladder.Labels.Select(KnownFeaturePerturbations.Parse)] }
            : swept with
            {
                FeaturePerturbations = [],
                Perturbations = [.. ladder.Labels.Select(KnownPerturbations.Parse)],
            };
    }

    private static ImmutableArray<T> EachOnce<T>(ImmutableArray<T> perturbations) =>
        FirstTwice(perturbations.Select(one => $"{one}")) is string twice
            ? throw new ArgumentException($"'{twice}' stands twice; expected each perturbation once.", nameof(perturbations))
            : perturbations;

    private static string? FirstTwice(IEnumerable<string> texts) =>
        texts.GroupBy(text => text).FirstOrDefault(same => same.Count() > 1)?.Key;
}
