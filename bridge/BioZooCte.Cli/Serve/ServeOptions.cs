using System.CommandLine;
using System.Net;

using BioZooCte.Bridge.Files;
using BioZooCte.Bridge.Hosting;
using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Serve;

/// <summary>The options of <c>zoocte serve</c>.</summary>
internal sealed class ServeOptions
{
    private const string UnixPrefix = "unix:";
    private const long Mebi = 1 << 20;

    private readonly Option<string[]> _modelRoots = OptionParsers.Several<string>(
        "--model-root", "DIR", "A folder of model packages. Repeatable.", "a folder", OptionParsers.Text);

    private readonly Option<string[]> _imageRoots = OptionParsers.Several<string>(
        "--image-root",
        "DIR",
        "A folder below which clients may rank image files by path. Repeatable. Default: none, images come by stream only.",
        "a folder",
        OptionParsers.Text);

    private readonly Option<string> _listen = OptionParsers.Single<string>(
        "--listen",
        "IP:PORT|unix:PATH",
        "Where to listen; port 0 is a free one. Beyond this machine only with --tls-cert.",
        "an IP address with a port, or unix: with a path",
        Listen,
        "127.0.0.1:0");

    private readonly Option<string> _tlsCert = File("--tls-cert", "The certificate for TLS: PEM (with --tls-key) or PFX.");
    private readonly Option<string> _tlsKey = File("--tls-key", "The certificate's key as PEM.");
    private readonly Option<string> _tlsClientCa = File(
        "--tls-client-ca", "Clients must show a certificate that comes from one of these (PEM).");

    private readonly Option<string> _state = OptionParsers.Single<string>(
        "--state", "DIR", "Where the token, finished rankings and results are kept.", "a folder", OptionParsers.Text);

    private readonly Option<bool> _noStore = new("--no-store")
    {
        Description = "Keep nothing of what models give for files of this machine, and run everything.",
    };

    private readonly Option<int> _keep = Number("--keep", "DAYS", "How long finished rankings are kept.", "7");
    private readonly Option<int?> _parent = Optional("--parent-pid", "PID", "End when this process ends.");
    private readonly Option<int?> _idle = Optional("--idle", "MINUTES", "End after so long without a call. Default: never.");
    private readonly Option<int?> _concurrent = Optional(
        "--concurrent", "N", "Rankings that run at a time; others wait. Default: one for each core.");

    private readonly Option<int> _queue = Number("--queue", "N", "Rankings that may wait.", "128");
    private readonly Option<int> _silence = Number(
        "--silence",
        "SECONDS",
        "How long a client that still owes images may send nothing while others wait; then its ranking ends.",
        "60");

    private readonly Option<int> _message = Number("--max-message", "MIB", "The largest message, packed and unpacked.", "16");
    private readonly Option<int> _client = Number(
        "--max-client", "MIB", "The most bytes of images that one client has here at a time.", "8192");

    private readonly Option<int> _memory = Number(
        "--spool-memory", "MIB", "Streamed images stand in memory up to this, beyond it in files.", "256");

    private readonly Option<string> _spool = OptionParsers.Single<string>(
        "--spool", "DIR", "The folder for those files. Default: the system's for temporary files.", "a folder", OptionParsers.Text);

    private readonly Option<int?> _metrics = Optional(
        "--metrics-port", "PORT", "Give measurements for Prometheus at http://127.0.0.1:PORT/metrics. Default: none.");

    private readonly Option<bool> _isolate = new("--isolate")
    {
        Description = "Run each ranking, prediction and map in a process of its own: a model that ends the runtime ends it alone.",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log every call." };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _modelRoots, _imageRoots, _listen, _tlsCert, _tlsKey, _tlsClientCa, _state, _noStore, _keep, _parent, _idle,
            _concurrent, _queue, _silence, _message, _client, _memory, _spool, _metrics, _isolate, _verbose,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>What they say.</summary>
    /// <exception cref="InvalidUsageException">A folder or file is not there.</exception>
    public BridgeOptions Read(ParseResult result)
    {
        string listen = result.GetRequiredValue(_listen);
        bool isSocket = listen.StartsWith(UnixPrefix, StringComparison.Ordinal);
        IPEndPoint point = isSocket ? new IPEndPoint(IPAddress.Loopback, 0) : IPEndPoint.Parse(listen);
        string? certificate = result.GetValue(_tlsCert);
        string? key = result.GetValue(_tlsKey);
        string? clientCa = result.GetValue(_tlsClientCa);
        if (certificate is null && (key ?? clientCa) is not null)
        {
            throw new InvalidUsageException($"{(key is null ? "--tls-client-ca" : "--tls-key")} stands alone; expected --tls-cert too.");
        }

        BridgeOptions options = new()
        {
            ModelRoots = Folders("--model-root", result.GetValue(_modelRoots)),
            ImageRoots = Folders("--image-root", result.GetValue(_imageRoots)),
            Address = point.Address,
            Port = point.Port,
            UnixSocket = isSocket ? Path.GetFullPath(listen[UnixPrefix.Length..]) : null,
            Tls = certificate is null ? null : new TlsOptions(certificate, key, clientCa),
            ConnectionPath = ConnectionFile.DefaultPath,
            StateFolder = result.GetValue(_state) ?? UserFolder.State,
            KeepsResults = !result.GetValue(_noStore),
            Keep = TimeSpan.FromDays(result.GetValue(_keep)),
            ParentPid = result.GetValue(_parent),
            IdleExit = result.GetValue(_idle) is int minutes ? TimeSpan.FromMinutes(minutes) : null,
            Queue = result.GetValue(_queue),
            Silence = TimeSpan.FromSeconds(result.GetValue(_silence)),
            MessageBytes = (int)(Math.Min(result.GetValue(_message), 1024) * Mebi),
            ClientBytes = result.GetValue(_client) * Mebi,
            SpoolMemory = result.GetValue(_memory) * Mebi,
            MetricsPort = result.GetValue(_metrics),
            Child = result.GetValue(_isolate) ? ChildCommand.Line() : null,
            IsVerbose = result.GetValue(_verbose),
        };
        options = result.GetValue(_spool) is string spool
            ? options with { SpoolFolder = Folders("--spool", [spool])[0] }
            : options;
        return result.GetValue(_concurrent) is int concurrent ? options with { Concurrent = concurrent } : options;
    }

    private static string[] Folders(string option, string[]? folders)
    {
        string? missing = folders?.FirstOrDefault(folder => !Directory.Exists(folder));
        return missing is null
            ? folders ?? []
            : throw new InvalidUsageException($"{option} {missing}: there is no such folder.");
    }

    private static bool Listen(string text, out string value)
    {
        value = text;
        return text.StartsWith(UnixPrefix, StringComparison.Ordinal)
            ? text.Length > UnixPrefix.Length
            : IPEndPoint.TryParse(text, out _) && text.Contains(':', StringComparison.Ordinal);
    }

    private static Option<string> File(string name, string description) =>
        OptionParsers.Single<string>(name, "FILE", description, "a file", OptionParsers.Text);

    private static Option<int> Number(string name, string helpName, string description, string usual) =>
        OptionParsers.Single<int>(name, helpName, description, "a whole number above 0", OptionParsers.Count, usual);

    private static Option<int?> Optional(string name, string helpName, string description) => OptionParsers.Single<int?>(
        name,
        helpName,
        description,
        "a whole number above 0",
        OptionParsers.OptionalCount);
}
