using Spectre.Console;

namespace BioZooCte.Cli.Progress;

/// <summary>Shows progress while something is done: a bar on a screen, lines elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does it.</summary>
    /// <param name="terminal">Progress goes beside the output.</param>
    /// <param name="work">What is done; it reports to the progress it is given.</param>
    public static async Task<T> RunAsync<T>(Terminal terminal, Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (!terminal.IsInteractive)
        {
            return await work(new PlainProgress(terminal.ErrorText, TimeProvider.System)).ConfigureAwait(false);
        }

        return await terminal.Error.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("…", maxValue: 1);
                return await work(new TaskProgress(task)).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    private sealed class TaskProgress(ProgressTask task) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            task.Description = Markup.Escape(value.Label);
            task.Value = value.Share;
        }
    }
}
