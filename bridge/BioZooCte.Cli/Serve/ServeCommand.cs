using System.CommandLine;

using BioZooCte.Bridge.Hosting;
using BioZooCte.Models;

namespace BioZooCte.Cli.Serve;

/// <summary><c>zoocte serve</c>: the bridge that Fiji and napari stream images to.</summary>
internal static class ServeCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte serve --model-root zoo",
        "zoocte serve --model-root zoo --image-root /data/scans --concurrent 1",
        "zoocte serve --model-root zoo --listen 0.0.0.0:50551 --tls-cert server.pem --tls-key server.key",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="backend">What runs networks.</param>
    public static Command Create(Terminal terminal, IModelBackend backend)
    {
        Command command = new(
            "serve",
            "Answer Fiji, napari and other programs: they stream images and watch models being ranked. They find the"
            + " bridge by its connection file.");
        ServeOptions options = new();
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal, () => RunAsync(terminal, backend, options.Read(result), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, IModelBackend backend, BridgeOptions options, CancellationToken cancellationToken)
    {
        BridgeHost host;
        try
        {
            host = await BridgeHost.StartAsync(options, backend, cancellationToken).ConfigureAwait(false);
        }
        catch (BridgeStartException exception)
        {
            throw new InvalidUsageException(exception.Message);
        }

        await using (host.ConfigureAwait(false))
        {
            terminal.OutputText.WriteLine(
                $"zoocte {EstimationDescription.LibraryVersion.Split('+')[0]} listens on {host.Address}."
                + $" Plugins find it by {options.ConnectionPath}. Ctrl-C ends it.");
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
