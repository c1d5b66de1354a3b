using System.Text.Encodings.Web;
using System.Text.Json;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Files;
using BioZooCte.Ranking;

namespace BioZooCte.Reports;

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
    /// <param name="path">The file.</param>
    /// <param name="targets">The evaluations.</param>
    /// <param name="isPartial">Whether the run was stopped before all targets were done.</param>
    /// <param name="cancellationToken">Looked at once a target.</param>
    public static Task WriteAsync(
        string path,
        IReadOnlyList<TargetEvaluation> targets,
        bool isPartial = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(targets);
        return AtomicFile.WriteAsync(path, (stream, token) => WriteAsync(stream, targets, isPartial, token), cancellationToken);
    }

    private static async Task WriteAsync(
        Stream stream, IReadOnlyList<TargetEvaluation> targets, bool isPartial, CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = new(stream, Layout);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteBoolean("partial", isPartial);
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
        json.WriteFiniteOrNull("firmness", target.Firmness);
        WriteEstimateError(json, EstimateError.Of(target.Models));
        json.WritePropertyName("sweep");
        StrengthSweepJson.Write(json, target.Sweep);
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
            json.WriteFiniteOrNull("tau", correlation.KendallTau);
            json.WriteFiniteOrNull("rho", correlation.SpearmanRho);
            json.WriteFiniteOrNull("r", correlation.PearsonR);
            json.WriteFiniteOrNull("weightedTau", correlation.WeightedTau);
            json.WriteFiniteOrNull("regret", correlation.Regret);
            json.WriteFiniteOrNull("tauPValue", correlation.KendallTauPValue);
            json.WriteFiniteOrNull("rhoPValue", correlation.SpearmanRhoPValue);
            json.WriteFiniteOrNull("rPValue", correlation.PearsonRPValue);
            json.WriteFiniteOrNull("weightedTauPValue", correlation.WeightedTauPValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EvaluatedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteFiniteOrNull("f1", model.F1);
        json.WriteFiniteOrNull("map", model.MeanAveragePrecision);
        json.WriteFiniteOrNull("estimatedF1", model.EstimatedF1);
        WriteInterval(json, model.EstimatedF1Interval);
        json.WriteStartObject("scores");
        foreach ((string name, double? score) in model.Scores)
        {
            json.WriteFiniteOrNull(name, score);
        }

        json.WriteEndObject();
        json.WriteStartObject("reasons");
        foreach ((string name, string reason) in model.Reasons)
        {
            json.WriteString(name, reason);
        }

        json.WriteEndObject();
        json.WriteStartArray("notes");
        foreach (string note in model.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteStartArray("flags");
        foreach (string flag in model.Flags)
        {
            json.WriteStringValue(flag);
        }

        json.WriteEndArray();
        json.WriteNumber("measured", model.Measured);
        json.WriteNumber("failed", model.Failed);
        json.WriteString("failure", model.Failure);
        json.WriteString("error", model.Error);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, ScoreInterval? interval)
    {
        json.WritePropertyName("estimatedF1Interval");
        if (interval is not ScoreInterval ends)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(ends.Low);
        json.WriteNumberValue(ends.High);
        json.WriteEndArray();
    }

    private static void WriteEstimateError(Utf8JsonWriter json, EstimateError error)
    {
        json.WriteStartObject("estimatedF1Error");
        json.WriteNumber("models", error.Models);
        json.WriteFiniteOrNull("bias", error.Bias);
        json.WriteFiniteOrNull("meanAbsoluteError", error.MeanAbsoluteError);
        json.WriteNumber("intervals", error.Intervals);
        json.WriteNumber("intervalsHolding", error.IntervalsHolding);
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
        json.WriteFiniteOrNull("mean", mean.Mean);
        json.WriteFiniteOrNull("std", mean.Deviation);
        json.WriteEndObject();
    }
}
