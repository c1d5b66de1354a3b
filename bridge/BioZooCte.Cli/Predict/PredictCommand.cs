using System.CommandLine;

using BioZooCte.Cli.Progress;
using BioZooCte.Cli.Rendering;
using BioZooCte.Errors;

namespace BioZooCte.Cli.Predict;

/// <summary><c>zoocte predict</c>: writes what a model makes of images.</summary>
internal static class PredictCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte predict --model zoo/dsb520 --images scans --output predictions",
        "zoocte predict --model unet.zip --images 'stack*.tif' --axes zyx --planes all --output predictions",
        "zoocte predict --model unet.zip --images cells.tif --frame core --output predictions",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the model.</param>
    public static Command Create(
        Terminal terminal, Func<PredictRequest, CancellationToken, Task<IPredictor>> open)
    {
        Command command = new(
            "predict",
            "Run a model on images and write each of its outputs as a TIFF that ImageJ opens: IMAGE_OUTPUT.tif.");
        PredictOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, open, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        Func<PredictRequest, CancellationToken, Task<IPredictor>> open,
        PredictRequest request,
        CancellationToken cancellationToken)
    {
        PredictedPaths paths = new(request);
        using IPredictor predictor = await open(request, cancellationToken).ConfigureAwait(false);
        Tally tally = await ProgressDisplay.RunAsync(
            terminal,
            progress => PredictAsync(predictor, request, paths, progress, cancellationToken)).ConfigureAwait(false);
        foreach (string failure in tally.Failures)
        {
            terminal.ErrorText.WriteLine($"zoocte: {failure}");
        }

        bool isPartial = tally.Done + tally.Failures.Count < request.Images.Count;
        terminal.Output.WriteParagraph(
            $"{Words.Count(tally.Done, "image")} of {request.Images.Count} predicted into {request.OutputFolder}"
            + $"{(isPartial ? "; stopped early" : "")}.");
        return tally.Done == request.Images.Count ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static async Task<Tally> PredictAsync(
        IPredictor predictor,
        PredictRequest request,
        PredictedPaths paths,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken)
    {
        Tally tally = new();
        for (int i = 0; i < request.Images.Count && !cancellationToken.IsCancellationRequested; i++)
        {
            string image = request.Images[i];
            progress.Report(new WorkProgress(
                $"{i + 1} of {request.Images.Count}: {Path.GetFileName(image)}", (double)i / request.Images.Count));
            try
            {
                await predictor.PredictAsync(image, output => paths.Take(image, output), cancellationToken)
                    .ConfigureAwait(false);
                tally.Done++;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (
                exception is BioZooCteException or IOException or UnauthorizedAccessException)
            {
                tally.Failures.Add(exception.Message);
            }
        }

        return tally;
    }

    private sealed class Tally
    {
        public int Done { get; set; }

        public List<string> Failures { get; } = [];
    }
}
