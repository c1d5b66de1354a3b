using BioZooCte.Cli.Progress;
using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Judges models on targets.</summary>
internal delegate Task<IReadOnlyList<TargetEvaluation>> EvaluateTask(
    EvaluateRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken);
