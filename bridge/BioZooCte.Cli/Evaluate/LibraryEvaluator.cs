using BioZooCte.Cli.Progress;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Models;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Evaluates by the library.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LibraryEvaluator(IModelBackend backend)
{
    /// <summary>Judges the models on one target after another; when it is stopped, the targets that were finished.</summary>
    /// <exception cref="InvalidUsageException">
    /// A perturbation is none, or no model is left for a target.
    /// </exception>
    public async Task<IReadOnlyList<TargetEvaluation>> EvaluateAsync(
        EvaluateRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        TargetEvaluator evaluator = new(backend, request.Scoring.ToEstimation(), request.Evaluation);
        foreach (EvaluationTarget target in request.Targets)
        {
            await evaluator.CheckAsync(target, cancellationToken).ConfigureAwait(false);
        }

        List<TargetEvaluation> evaluations = [];
        foreach (EvaluationTarget target in request.Targets)
        {
            Forward forward = new(progress, target.Name, evaluations.Count, request.Targets.Count);
            try
            {
                evaluations.Add(await evaluator
                    .EvaluateAsync(ModelsFor(target, request), target, forward, cancellationToken)
                    .ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && evaluations.Count > 0)
            {
                break;
            }
        }

        return evaluations;
    }

    private static string[] ModelsFor(EvaluationTarget target, EvaluateRequest request)
    {
        string[] models = [.. request.Scoring.Models.Where(m => !request.LeavesOwnOut || !IsNamed(m, target.Name))];
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
