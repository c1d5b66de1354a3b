using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Inspect;

/// <summary><c>zoocte inspect</c>: what is this package, and can it run here?</summary>
internal static class InspectCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte inspect zoo/dsb520",
        "zoocte inspect zoo unet.zip https://example.org/model/rdf.yaml",
        "zoocte inspect zoo/dsb520 --layers",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens a package; the second argument allows other hashes than declared.</param>
    /// <param name="backend">What would run it.</param>
    public static Command Create(
        Terminal terminal,
        Func<string, bool, CancellationToken, Task<ModelPackage>> open,
        IModelBackend backend)
    {
        Command command = new(
            "inspect",
            "Show a package: what goes in, what comes out, what counts as foreground and why, which weights it has,"
            + " and whether it can run here.");
        Argument<string[]> packages = PackageOption.Packages();
        ForegroundOption foreground = new();
        Option<bool> allowHashMismatch = PackageOption.AllowHashMismatch();
        command.Add(packages);
        foreground.AddTo(command);
        Option<bool> layers = new("--layers")
        {
            Description = "List the tensors at which the network can be cut to perturb its features.",
        };
        command.Add(allowHashMismatch);
        command.Add(layers);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            () => RunAsync(
                terminal,
                ModelFinder.Find("inspect", result.GetRequiredValue(packages)),
                source => open(source, result.GetValue(allowHashMismatch), cancellationToken),
                backend,
                foreground.Read(result),
                result.GetValue(layers))));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        IReadOnlyList<string> sources,
        Func<string, Task<ModelPackage>> open,
        IModelBackend backend,
        ForegroundOptions foreground,
        bool showsLayers)
    {
        int code = ExitCode.Done;
        for (int i = 0; i < sources.Count; i++)
        {
            if (i > 0)
            {
                terminal.OutputText.WriteLine();
            }

            try
            {
                using ModelPackage package = await open(sources[i]).ConfigureAwait(false);
                ModelInspection inspection = ModelInspection.Of(package, backend, foreground);
                InspectionRenderer.Write(
                    terminal.Output, new InspectedPackage(package, inspection, backend.Name));
                if (showsLayers && inspection.ReasonsAgainst.IsEmpty)
                {
                    LayersRenderer.Write(terminal.Output, package, backend);
                }
            }
            catch (BioZooCteException exception)
            {
                code = Math.Max(code, Guard.Report(terminal, exception));
            }
        }

        return code;
    }
}
