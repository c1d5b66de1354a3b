using System.Text.Encodings.Web;
using System.Text.Json;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Files;

namespace BioZooCte.Evaluation.Targets;

/// <summary>
/// Evaluations as JSON: the same ones give the same bytes. What does not exist is null, never NaN.
/// </summary>
public static class EvaluationJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a web page: names stay readable
    };

    /// <summary>Writes evaluations to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(
        string path, IReadOnlyList<TargetEvaluation> targets, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(targets);
        return AtomicFile.WriteAsync(path, (stream, token) => WriteAsync(stream, targets, token), cancellationToken);
    }

    private static async Task WriteAsync(
        Stream stream, IReadOnlyList<TargetEvaluation> targets, CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = new(stream, Layout);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteStartArray("targets");
            foreach (TargetEvaluation target in targets)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(json, target);
            }

            json.WriteEndArray();
            json.WriteStartArray("means");
            foreach (EstimatorSummary summary in EstimatorSummary.Over(targets))
            {
                Write(json, summary);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, TargetEvaluation target)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("performance", target.Performance == PerformanceMeasure.F1 ? "f1" : "map");
        json.WriteString("structure", target.Structure);
        WriteNumber(json, "firmness", target.Firmness);
        json.WriteStartArray("models");
        foreach (EvaluatedModel model in target.Models)
        {
            Write(json, model);
        }

        json.WriteEndArray();
        json.WriteStartArray("estimators");
        foreach (EvaluatedEstimator estimator in target.Estimators)
        {
            RankCorrelation correlation = estimator.Correlation;
            json.WriteStartObject();
            json.WriteString("name", estimator.Name);
            json.WriteNumber("models", correlation.Models);
            WriteNumber(json, "tau", correlation.KendallTau);
            WriteNumber(json, "rho", correlation.SpearmanRho);
            WriteNumber(json, "r", correlation.PearsonR);
            WriteNumber(json, "weightedTau", correlation.WeightedTau);
            WriteNumber(json, "regret", correlation.Regret);
            WriteNumber(json, "tauPValue", correlation.KendallTauPValue);
            WriteNumber(json, "rhoPValue", correlation.SpearmanRhoPValue);
            WriteNumber(json, "rPValue", correlation.PearsonRPValue);
            WriteNumber(json, "weightedTauPValue", correlation.WeightedTauPValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EvaluatedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        WriteNumber(json, "f1", model.F1);
        WriteNumber(json, "map", model.MeanAveragePrecision);
        WriteNumber(json, "estimatedF1", model.EstimatedF1);
        json.WriteStartObject("scores");
        foreach ((string name, double? score) in model.Scores)
        {
            WriteNumber(json, name, score);
        }

        json.WriteEndObject();
        json.WriteStartArray("flags");
        foreach (string flag in model.Flags)
        {
            json.WriteStringValue(flag);
        }

        json.WriteEndArray();
        json.WriteString("error", model.Error);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EstimatorSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("name", summary.Name);
        Write(json, "tau", summary.KendallTau);
        Write(json, "rho", summary.SpearmanRho);
        Write(json, "r", summary.PearsonR);
        Write(json, "weightedTau", summary.WeightedTau);
        Write(json, "regret", summary.Regret);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, TargetMean mean)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "mean", mean.Mean);
        WriteNumber(json, "std", mean.Deviation);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
