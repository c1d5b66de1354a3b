using BioZooCte.Cli.Progress;
using BioZooCte.Consistency;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Ranking;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Evaluates by the library.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LibraryEvaluator(IModelBackend backend)
{
    /// <summary>Judges the models on one target after another.</summary>
    /// <exception cref="InvalidUsageException">
    /// A perturbation is none, or no model is left for a target.
    /// </exception>
    public async Task<IReadOnlyList<TargetEvaluation>> EvaluateAsync(
        EvaluateRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        TargetEvaluator evaluator = new(backend, OptionsOf(request), request.Evaluation);
        List<TargetEvaluation> evaluations = [];
        foreach (EvaluationTarget target in request.Targets)
        {
            Forward forward = new(progress, target.Name, evaluations.Count, request.Targets.Count);
            evaluations.Add(await evaluator
                .EvaluateAsync(ModelsFor(target, request), target, forward, cancellationToken)
                .ConfigureAwait(false));
        }

        return evaluations;
    }

    private static string[] ModelsFor(EvaluationTarget target, EvaluateRequest request)
    {
        string[] models = [.. request.Models.Where(m => !request.LeavesOwnOut || !IsNamed(m, target.Name))];
        return models.Length > 0
            ? models
            : throw new InvalidUsageException(
                $"--leave-own-out: the only model has the name of target {target.Name}; expected others beside it.");
    }

    /// <summary>Whether the package's folder or file has a name, whatever its extension.</summary>
    private static bool IsNamed(string model, string name)
    {
        string file = Path.GetFileName(model.TrimEnd('/', '\\'));
        return file == name || Path.GetFileNameWithoutExtension(file) == name;
    }

    private static EstimationOptions OptionsOf(EvaluateRequest request)
    {
        EstimationOptions options = new()
        {
            Metric = KnownMetrics.Parse(request.Metric),
            Threshold = request.Threshold,
            Foreground = request.Foreground,
            Selection = request.Image.Selection,
            Axes = request.Image.Axes,
            TileSize = request.Image.Tile,
            Seed = request.Seed,
            Rules = new RankingRules { Seed = request.Seed },
            AllowHashMismatch = request.AllowHashMismatch,
        };
        options = request.Threads is int threads ? options with { Threads = threads } : options;
        try
        {
            return request.Perturbations.Count == 0
                ? options
                : options with { Perturbations = [.. request.Perturbations.Select(KnownPerturbations.Parse)] };
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException($"--perturbation: {exception.Message}");
        }
    }

    private sealed class Forward(IProgress<WorkProgress> progress, string target, int index, int count)
        : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value)
        {
            if (value.ModelIndex < value.ModelCount)
            {
                progress.Report(new WorkProgress(
                    $"{target}, {value.ModelIndex + 1} of {value.ModelCount}: {value.Model}",
                    (index + value.Fraction) / count));
            }
        }
    }
}
