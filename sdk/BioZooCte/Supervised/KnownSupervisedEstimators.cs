using System.Collections.Immutable;

namespace BioZooCte.Supervised;

/// <summary>The estimators that need labels, by name. Higher is better.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>cc-fv</term><description>class consistency and feature variety, by the paper's formulas,
/// arXiv:2307.11958</description></item>
/// <item><term>cc-fv-reference</term><description>the same as the program published with the paper computes
/// it</description></item>
/// <item><term>cc-fv-without-consistency, cc-fv-without-variety, cc-fv-last-layer, cc-fv-kl,
/// cc-fv-bhattacharyya</term><description>the ablations of the paper's table 2</description></item>
/// <item><term>leep</term><description>log expected empirical prediction, arXiv:2002.12462</description></item>
/// <item><term>logme</term><description>logarithm of maximum evidence, arXiv:2102.11005</description></item>
/// <item><term>gbc</term><description>Gaussian Bhattacharyya coefficient, arXiv:2111.12780</description></item>
/// <item><term>transrate</term><description>mutual information by coding rates, arXiv:2106.09362</description></item>
/// <item><term>h-score</term><description>Bao et al., ICIP 2019</description></item>
/// <item><term>h-score-shrunk</term><description>the same with a shrunk covariance, arXiv:2110.06893</description></item>
/// </list>
/// </remarks>
public static class KnownSupervisedEstimators
{
    internal const string CcFv = "cc-fv";
    internal const string CcFvReference = "cc-fv-reference";
    internal const string WithoutConsistency = "cc-fv-without-consistency";
    internal const string WithoutVariety = "cc-fv-without-variety";
    internal const string LastLayer = "cc-fv-last-layer";
    internal const string KullbackLeibler = "cc-fv-kl";
    internal const string Bhattacharyya = "cc-fv-bhattacharyya";
    internal const string Leep = "leep";
    internal const string LogMe = "logme";
    internal const string Gbc = "gbc";
    internal const string TransRate = "transrate";
    internal const string HScore = "h-score";
    internal const string HScoreShrunk = "h-score-shrunk";

    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        CcFv,
        CcFvReference,
        WithoutConsistency,
        WithoutVariety,
        LastLayer,
        KullbackLeibler,
        Bhattacharyya,
        Leep,
        LogMe,
        Gbc,
        TransRate,
        HScore,
        HScoreShrunk,
    ];

    /// <summary>Names as they are, all known and each there once.</summary>
    /// <exception cref="ArgumentException">One is not known, or stands twice.</exception>
    internal static ImmutableArray<string> Check(ImmutableArray<string> names, ImmutableArray<string> known)
    {
        string? unknown = names.FirstOrDefault(name => !known.Contains(name));
        return unknown is not null
            ? throw new ArgumentException(
                $"There is no estimator '{unknown}'; expected {string.Join(", ", known)}.", nameof(names))
            : names.Distinct(StringComparer.Ordinal).Count() == names.Length
                ? names
                : throw new ArgumentException($"An estimator stands twice: {string.Join(", ", names)}.", nameof(names));
    }
}
