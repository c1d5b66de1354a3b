using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.V1;
using BioZooCte.Consistency;
using BioZooCte.Instances;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;
using BioZooCte.Tiling;

using LibrarySelection = BioZooCte.Tiling.ImageSelection;

namespace BioZooCte.Bridge.Mapping;

/// <summary>Settings of the wire as options of the library.</summary>
internal static class SettingsMapper
{
    /// <summary>How models are ranked.</summary>
    /// <param name="settings">The settings; null for the defaults.</param>
    /// <param name="axes">The axes of files that do not state theirs; empty for none.</param>
    /// <exception cref="RpcException">A setting is none.</exception>
    public static EstimationOptions ToOptions(RankingSettings? settings, string axes = "")
    {
        settings ??= new RankingSettings();
        Invalid.If(
            settings.FallbackPerturbations.Distinct().Count() < settings.FallbackPerturbations.Count,
            "fallback_perturbations",
            $"is '{string.Join(' ', settings.FallbackPerturbations)}'; expected each perturbation once");
        EstimationOptions options = new()
        {
            PerturbationUnit = settings.PerturbationUnit switch
            {
                "" or "percentile" => PerturbationUnit.Percentile,
                "model" => PerturbationUnit.Model,
                string other => throw Invalid.At("perturbation_unit", $"is '{other}'; expected percentile or model"),
            },
            FeatureRandom = settings.Rng switch
            {
                "" or "coordinates" => FeatureRandom.Coordinates,
                "torch" => FeatureRandom.Torch,
                string other => throw Invalid.At("rng", $"is '{other}'; expected coordinates or torch"),
            },
            Bottleneck = OrNull(settings.Bottleneck),
            Fallback =
                [.. settings.FallbackPerturbations.Select(p => Parse("fallback_perturbations", p, KnownPerturbations.Parse))],
            Estimator = settings.Estimator.Length == 0
                ? RankingEstimator.Automatic
                : Parse("estimator", settings.Estimator, KnownEstimators.Parse),
            Foreground = ToForeground(settings.Foreground, settings.Activation),
            Selection = ToSelection(settings.Selection),
            Axes = OrNull(axes),
            TileSize = ToTileSize(settings.Tile),
            Seed = settings.Seed,
            Rules = new RankingRules { Seed = settings.Seed },
            AllowHashMismatch = settings.AllowHashMismatch,
        };
        options = WithNumbers(options, settings);
        options = Parse(
            "perturbations", string.Join(' ', settings.Perturbations), _ => options.WithPerturbations([.. settings.Perturbations]));
        Invalid.If(
            options.Sweep is not null && !options.Metric.HigherIsBetter,
            "metric",
            $"is '{options.Metric}', by which strengths cannot be compared; expected a metric of which more is better");
        Invalid.If(
            options.Estimator == RankingEstimator.Combined && !options.Metric.CanBeCombined,
            "estimator",
            $"is combined, and the metric '{options.Metric}'; expected a metric that can be combined, or cte");
        return options;
    }

    /// <summary>What counts as foreground.</summary>
    /// <exception cref="RpcException">The activation is none.</exception>
    public static ForegroundOptions ToForeground(string channel, string activation)
    {
        Invalid.If(
            activation is not ("" or "sigmoid" or "softmax"), "activation", $"is '{activation}'; expected sigmoid or softmax");
        return new ForegroundOptions { Channel = OrNull(channel), Activation = OrNull(activation) };
    }

    /// <summary>What of an image a model is given.</summary>
    /// <exception cref="RpcException">The planes are none.</exception>
    public static LibrarySelection ToSelection(V1.ImageSelection? selection)
    {
        if (selection is null)
        {
            return new LibrarySelection();
        }

        PlaneSelection planes = PlaneSelection.All;
        Invalid.If(
            selection.Planes.Length > 0 && !PlaneSelection.TryParse(selection.Planes, out planes),
            "selection.planes",
            $"is '{selection.Planes}'; expected all, middle or a position from 0");
        return new LibrarySelection(OrNull(selection.Channel), selection.RgbToGray, planes);
    }

    /// <summary>How images are cut.</summary>
    /// <exception cref="RpcException">The text is none of that.</exception>
    public static TileSize ToTileSize(string text)
    {
        TileSize size = TileSize.Auto;
        Invalid.If(
            text.Length > 0 && !TileSize.TryParse(text, out size),
            "tile",
            $"is '{text}'; expected auto, none or a whole number above 0");
        return size;
    }

    /// <summary>How probabilities become objects.</summary>
    /// <exception cref="RpcException">The method is none.</exception>
    public static InstanceOptions ToInstances(string method, uint? minSize, double threshold)
    {
        InstanceOptions options = new()
        {
            ForegroundThreshold = (float)threshold,
        };
        if (method.Length > 0)
        {
            options = options with { Method = Parse("instances", method, KnownInstanceMethods.Parse) };
        }

        Invalid.If(minSize > int.MaxValue, "min_size", $"is {minSize}; expected at most {int.MaxValue}");
        return minSize is uint size ? options with { MinSize = (int)size } : options;
    }

    /// <summary>Above it a probability is foreground.</summary>
    /// <exception cref="RpcException">It does not lie between 0 and 1.</exception>
    public static double ToThreshold(double? threshold)
    {
        Invalid.If(
            threshold is double and not (> 0 and < 1), "threshold", $"is {threshold}; expected a number between 0 and 1");
        return threshold ?? new EstimationOptions().Threshold;
    }

    private static EstimationOptions WithNumbers(EstimationOptions options, RankingSettings settings)
    {
        if (settings.Metric.Length > 0)
        {
            options = options with { Metric = Parse("metric", settings.Metric, KnownMetrics.Parse) };
        }

        if (settings.HasRuns)
        {
            Invalid.If(settings.Runs is 0 or > int.MaxValue, "runs", $"is {settings.Runs}; expected 1 or more");
            options = options with { Runs = (int)settings.Runs };
        }

        if (settings.HasAgreementSample)
        {
            Invalid.If(
                settings.AgreementSample > int.MaxValue, "agreement_sample", $"is {settings.AgreementSample}; expected less");
            options = options with
            {
                AgreementSample = settings.AgreementSample == 0 ? null : (int)settings.AgreementSample,
            };
        }

        foreach (string structure in settings.Structures)
        {
            Invalid.If(
                !KnownStructures.Names.Contains(structure),
                "structures",
                $"has '{structure}'; expected {string.Join(", ", KnownStructures.Names)}");
        }

        double threshold = ToThreshold(settings.HasThreshold ? settings.Threshold : null);
        return options with
        {
            Structures = [.. settings.Structures],
            Threshold = threshold,
            Instances = ToInstances(settings.Instances, settings.HasMinSize ? settings.MinSize : null, threshold),
        };
    }

    private static T Parse<T>(string field, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw Invalid.At(field, $"is '{text}': {exception.Message.TrimEnd('.')}");
        }
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
