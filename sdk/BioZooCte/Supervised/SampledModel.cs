using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>
/// What one model says of all cases, at sampled positions, and its scores by every estimator. CC-FV takes all layers;
/// the others take the positions of the whole cases at the last layer, all cases together.
/// </summary>
internal sealed class SampledModel
{
    private readonly CcFvOptions _options;
    private readonly ImmutableArray<LayerFeatures> _layers;
    private readonly FeatureSamples _features;
    private readonly FeatureSamples _probabilities;
    private readonly ImmutableArray<int> _labels;

    /// <summary>Puts cases together.</summary>
    /// <param name="layers">The layers' names, deepest first.</param>
    /// <param name="cases">At least one; their order changes nothing.</param>
    /// <param name="options">The numbers in CC-FV.</param>
    public SampledModel(IEnumerable<string> layers, IEnumerable<SampledCase> cases, CcFvOptions options)
    {
        _options = new CcFvOptions
        {
            EnergyExponent = options.EnergyExponent,
            Ridge = options.Ridge,
            DistanceFloor = options.DistanceFloor,
        };
        SampledCase[] ordered = [.. cases.OrderBy(one => one.Layers[0].Case, StringComparer.Ordinal)];
        _layers =
        [
            .. layers.Select((name, i) => new LayerFeatures(name, [.. ordered.Select(one => one.Layers[i])])),
        ];
        CaseFeatures[] last = [.. ordered.Select(one => one.Layers[^1])];
        _features = FeatureSamples.Together(last[0].Whole.Channels, [.. last.Select(one => one.Whole)]);
        _labels = [.. last.SelectMany(one => one.WholeLabels)];
        _probabilities = FeatureSamples.Together(
            ordered[0].SourceProbabilities.Channels, [.. ordered.Select(one => one.SourceProbabilities)]);
    }

    /// <summary>The score by an estimator; why there is none where its input says nothing.</summary>
    /// <param name="estimator">One of <see cref="KnownSupervisedEstimators.Names"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public SupervisedScore By(string estimator, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Compute(estimator, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidFeaturesException or ArithmeticException)
        {
            return SupervisedScore.Undefined(exception.Message.TrimEnd('.'));
        }
    }

    private SupervisedScore Compute(string estimator, CancellationToken cancellationToken) => estimator switch
    {
        KnownSupervisedEstimators.Leep => Leep.Of(_probabilities, _labels),
        KnownSupervisedEstimators.LogMe => LogMe.Of(_features, _labels),
        KnownSupervisedEstimators.Gbc => Gbc.Of(_features, _labels),
        KnownSupervisedEstimators.TransRate => TransRate.Of(_features, _labels),
        KnownSupervisedEstimators.HScore => HScore.Of(_features, _labels),
        KnownSupervisedEstimators.HScoreShrunk => HScore.ShrunkOf(_features, _labels),
        _ => CcFv.Of(_layers, OptionsOf(estimator), cancellationToken).Score,
    };

    // What the names say is theirs; the options hold the numbers.
    private CcFvOptions OptionsOf(string estimator) => estimator switch
    {
        KnownSupervisedEstimators.CcFv => _options,
        KnownSupervisedEstimators.CcFvReference => _options with { Variant = EstimatorVariant.Program, Ridge = 0 },
        KnownSupervisedEstimators.WithoutConsistency => _options with { Terms = CcFvTerms.VarietyOnly },
        KnownSupervisedEstimators.WithoutVariety => _options with { Terms = CcFvTerms.ConsistencyOnly },
        KnownSupervisedEstimators.LastLayer => _options with { LastLayerOnly = true },
        KnownSupervisedEstimators.KullbackLeibler => _options with { Distance = GaussianDistance.KullbackLeibler },
        KnownSupervisedEstimators.Bhattacharyya => _options with { Distance = GaussianDistance.Bhattacharyya },
        _ => throw new ArgumentException(
            $"There is no estimator '{estimator}'; expected {string.Join(", ", KnownSupervisedEstimators.Names)}.",
            nameof(estimator)),
    };
}
