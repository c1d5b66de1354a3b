using System.Collections.Immutable;

using BioZooCte.Features;
using BioZooCte.Segmentation;
using BioZooCte.Supervised;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>How <see cref="SupervisedEstimator"/> samples features and what it makes of them.</summary>
public sealed record SupervisedOptions
{
    /// <summary>The estimators; names of <see cref="KnownSupervisedEstimators"/>.</summary>
    /// <value><c>cc-fv</c>.</value>
    /// <exception cref="ArgumentException">There is none, no such name, or one stands twice.</exception>
    public ImmutableArray<string> Estimators
    {
        get;
        init => field = value.IsDefaultOrEmpty
            ? throw new ArgumentException("There is no estimator; expected at least one.", nameof(value))
            : KnownSupervisedEstimators.Check(value, KnownSupervisedEstimators.Names);
    } = [KnownSupervisedEstimators.CcFv];

    /// <summary>Which layers' features are read, and at how many positions.</summary>
    public FeatureSamplingOptions Sampling { get; init; } = new();

    /// <summary>
    /// The numbers in CC-FV: the energy's exponent, the ridge (none in <c>cc-fv-reference</c>), the floor of distances.
    /// The rest is what an estimator's name says, such as the distance of <c>cc-fv-kl</c>.
    /// </summary>
    public CcFvOptions CcFv { get; init; } = new();

    /// <summary>What the user says of the model's foreground, which LEEP asks for.</summary>
    /// <value>Nothing: the package decides.</value>
    public ForegroundOptions Foreground { get; init; } = new();

    /// <summary>What of an image is given to a model that takes less than the image has.</summary>
    /// <value>Nothing is chosen: a model that needs a choice says so.</value>
    public ImageSelection Selection { get; init; } = new();

    /// <summary>The axes of files that do not state them, slowest first, such as <c>zyx</c>; null for none.</summary>
    /// <value>Null.</value>
    public string? Axes { get; init; }

    /// <summary>How images are cut into tiles.</summary>
    /// <value><see cref="TileSize.Auto"/>.</value>
    public TileSize TileSize { get; init; } = TileSize.Auto;

    /// <summary>What positions are drawn by: the same seed gives the same bytes.</summary>
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

    /// <summary>How cases are read and run.</summary>
    internal FeaturePassOptions ToPasses() => new()
    {
        Seed = Seed,
        TileSize = TileSize,
        Selection = Selection,
        Foreground = Foreground,
        Threads = Threads,
    };
}
