namespace BioZooCte.Cli.Progress;

/// <summary>The library's progress as the program shows it.</summary>
/// <param name="progress">What shows it.</param>
internal sealed class ForwardedProgress(IProgress<WorkProgress> progress) : IProgress<EstimationProgress>
{
    /// <inheritdoc/>
    public void Report(EstimationProgress value)
    {
        if (value.ModelIndex < value.ModelCount)
        {
            progress.Report(new WorkProgress(
                $"{value.ModelIndex + 1} of {value.ModelCount}: {value.Model}", value.Fraction));
        }
    }
}
