using System.CommandLine;

using BioZooCte.Consistency;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Options;

/// <summary>The options that say which models are ranked, and what orders them.</summary>
internal sealed class OrderingOptions
{
    private readonly Option<string?> _estimator = OptionParsers.Choice(
        "--estimator",
        "What orders the models: how each stands by its own answer (cte), how far it agrees with the others"
        + " (agreement), or both (combined). Default: combined where three models or more can be compared and the"
        + " metric allows it, else cte.",
        KnownEstimators.Names)!;

    private readonly Option<string[]> _fallback = OptionParsers.Several<string>(
        "--fallback-perturbation",
        "NAME:STRENGTH",
        "What models are scored by whose network cannot be cut to change its features: a change of the input."
        + " Repeatable. Default: they are not ranked.",
        "NAME:STRENGTH, such as gamma:1.5",
        OptionParsers.Text);

    private readonly Option<string[]> _structures = OptionParsers.Several<string>(
        "--structure",
        "NAME",
        $"Rank only models of this: {string.Join(", ", KnownStructures.Names)}. Repeatable. Default: all, each"
        + " structure by itself.",
        string.Join(", ", KnownStructures.Names.SkipLast(1)) + $" or {KnownStructures.Names[^1]}",
        Structure);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_fallback);
        command.Add(_estimator);
        command.Add(_structures);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="InvalidUsageException">The estimator cannot be had of the metric.</exception>
    public OrderingRequest Read(ParseResult result, ScoringRequest scoring)
    {
        string? estimator = result.GetValue(_estimator);
        if (estimator == "combined" && !KnownMetrics.Parse(scoring.Metric).CanBeCombined)
        {
            throw new InvalidUsageException(
                $"--estimator is 'combined' and --metric is '{scoring.Metric}'; expected a metric of {Combinable}, or"
                + " --estimator cte.");
        }

        return new OrderingRequest
        {
            Fallback = result.GetValue(_fallback) ?? [],
            Estimator = estimator,
            Structures = result.GetValue(_structures) ?? [],
        };
    }

    private static string Combinable =>
        string.Join(", ", KnownMetrics.Names.Where(name => KnownMetrics.Parse(name).CanBeCombined));

    private static bool Structure(string text, out string value)
    {
        value = text;
        return KnownStructures.Names.Contains(text);
    }
}
