using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>How far apart the features of a class lie in different cases, class by class.</summary>
internal sealed class ClassConsistency
{
    /// <summary>Distances below this share of the features' spread are rounding.</summary>
    private const double NegligibleShare = 1e-6;

    /// <summary>Divergences, which have no unit, below this are rounding.</summary>
    private const double NegligibleDivergence = 1e-10;

    private readonly GaussianDistance _distance;
    private readonly double _ridges;
    private readonly List<double> _distances = [];
    private readonly List<double> _means = [];
    private readonly List<double> _sums = [];
    private readonly List<int> _classesLeftOut = [];
    private double _trace;

    private ClassConsistency(GaussianDistance distance, double ridges)
    {
        _distance = distance;
        _ridges = ridges;
    }

    /// <summary>The distances of pairs of cases, class by class.</summary>
    public ImmutableArray<double> Distances => [.. _distances];

    /// <summary>Classes that no two cases have two samples of.</summary>
    public ImmutableArray<int> ClassesLeftOut => [.. _classesLeftOut];

    /// <summary>C_cons of the paper: the sum over classes of the mean over pairs (eq. 2).</summary>
    public double OfPaper => _means.Sum();

    /// <summary>Whether nothing but rounding lies between the cases.</summary>
    public bool IsNegligible => OfPaper <= (_distance == GaussianDistance.Wasserstein
        ? NegligibleShare * Math.Sqrt(_trace)
        : NegligibleDivergence);

    /// <summary>Whether no feature varies within any class: nothing but the ridge is in any variance.</summary>
    public bool IsConstant => _trace - _ridges <= NegligibleDivergence * _ridges;

    /// <summary>Compares the cases of a layer.</summary>
    /// <param name="layer">The layer's name, for messages.</param>
    /// <param name="cases">The cases, in the order of their names.</param>
    /// <param name="ridge">What is added to variances.</param>
    /// <param name="distance">What is between two cases.</param>
    /// <param name="cancellationToken">Looked at once for each case and each pair of them.</param>
    /// <exception cref="InvalidFeaturesException">No class can be compared.</exception>
    public static ClassConsistency Of(
        string layer,
        IReadOnlyList<CaseFeatures> cases,
        double ridge,
        GaussianDistance distance,
        CancellationToken cancellationToken)
    {
        ClassConsistency consistency = new(distance, ridge * cases[0].Whole.Channels);
        foreach (int number in cases.SelectMany(c => c.Classes.Keys).Where(k => k > 0).Distinct().Order())
        {
            IEnumerable<CaseFeatures> known = cases
                .Where(c => c.Classes.TryGetValue(number, out FeatureSamples? samples) && samples.Count > 1);
            List<Gaussian> gaussians = [];
            foreach (CaseFeatures one in known)
            {
                cancellationToken.ThrowIfCancellationRequested();
                gaussians.Add(Gaussian.Of(one.Classes[number], ridge, CasePlaces.Of(layer, one.Case, number)));
            }

            consistency.Add(number, gaussians, cancellationToken);
        }

        return consistency._means.Count > 0 ? consistency : throw new InvalidFeaturesException(
            CasePlaces.Of(layer),
            "no class but background with two samples or more in two cases",
            "at least one such class");
    }

    /// <summary>
    /// w of the published program, which adds to it a share of itself after every class, so that earlier classes
    /// weigh more.
    /// </summary>
    /// <param name="cases">How many cases there are.</param>
    public double OfProgram(int cases)
    {
        double sum = 0;
        foreach (double distances in _sums)
        {
            sum += distances;
            sum += sum / (cases * cases / 2.0) / _sums.Count;
        }

        return sum;
    }

    private void Add(int number, List<Gaussian> cases, CancellationToken cancellationToken)
    {
        if (cases.Count < 2)
        {
            _classesLeftOut.Add(number);
            return;
        }

        double sum = 0;
        for (int i = 0; i < cases.Count; i++)
        {
            _trace = Math.Max(_trace, cases[i].Trace);
            for (int j = i + 1; j < cases.Count; j++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                double between = Between(cases[i], cases[j]);
                _distances.Add(between);
                sum += between;
            }
        }

        _sums.Add(sum);
        _means.Add(sum / (cases.Count * (cases.Count - 1) / 2));
    }

    private double Between(Gaussian first, Gaussian second) => _distance switch
    {
        GaussianDistance.Wasserstein => Wasserstein.Of(first, second),
        GaussianDistance.KullbackLeibler =>
            (KullbackLeibler.Of(first, second) + KullbackLeibler.Of(second, first)) / 2,
        GaussianDistance.Bhattacharyya => Bhattacharyya.Of(first, second),
        _ => throw new ArgumentOutOfRangeException(nameof(first), _distance, "There is no such distance."),
    };
}
