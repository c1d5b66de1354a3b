using System.Net;

using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Files;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Predictions;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Services;
using BioZooCte.Bridge.Spool;
using BioZooCte.Models;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BioZooCte.Bridge.Hosting;

/// <summary>A bridge from start to end.</summary>
internal sealed class BridgeHost : IAsyncDisposable
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(1);

    private readonly BridgeOptions _options;
    private readonly WebApplication _app;
    private readonly AccessToken _token;
    private readonly ConnectionFile _connection;
    private readonly CallCount _calls;
    private readonly ILogger _log;
    private readonly Timer _purging;

    private BridgeHost(BridgeOptions options, WebApplication app, AccessToken token, BridgeParts parts, CallCount calls)
    {
        Parts = parts;
        _calls = calls;
        _options = options;
        _app = app;
        _token = token;
        _connection = new ConnectionFile(options.ConnectionPath);
        _log = app.Services.GetRequiredService<ILogger<BridgeHost>>();
        _purging = new Timer(_ => Purge());
    }

    /// <summary>Where it listens: <c>127.0.0.1:50551</c> or <c>unix:/path</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its port; 0 with a socket.</summary>
    public int Port { get; private set; }

    /// <summary>What its services have in common.</summary>
    public BridgeParts Parts { get; }

    /// <summary>The token that clients show.</summary>
    public string Token => _token.Value;

    /// <summary>Starts a bridge; when this returns it answers.</summary>
    /// <param name="options">How it is run.</param>
    /// <param name="backend">What runs networks.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="BridgeStartException">It cannot be started as asked.</exception>
    public static async Task<BridgeHost> StartAsync(
        BridgeOptions options, IModelBackend backend, CancellationToken cancellationToken = default)
    {
        if (options is { IsExposed: true, Tls: null })
        {
            throw new BridgeStartException(
                $"{options.Address} can be reached from other machines; expected a certificate (--tls-cert, --tls-key), or a"
                + " loopback address.");
        }

        try
        {
            PrivateFile.MakeFolder(options.StateFolder);
            AccessToken token = AccessToken.ReadOrMake(options.StateFolder);
            CallCount calls = new(TimeProvider.System);
            GrpcOptions grpc = new()
            {
                MaxReceiveBytes = options.MessageBytes,
                Authorize = token.AuthorizeAsync,
                MapException = StatusMapper.ToStatus,
                Health = new HealthService(),
                Trace = Telemetry.Source,
                DrainTime = options.DrainTime,
            };
            WebApplication app = BridgeServer.Build(options, grpc);
            BridgeParts parts = MakeParts(options, backend, app.Services.GetRequiredService<ILogger<RankingRunner>>());
            BridgeEndpoints.Map(app, options, grpc, parts, calls);
            BridgeHost host = new(options, app, token, parts, calls);
            await host.ListenAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BridgeStartException(exception.Message);
        }
    }

    /// <summary>Runs until the token asks, the parent is gone, or nobody has called for long; then ends gracefully.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _app.Lifetime.ApplicationStopping);
        try
        {
            _log.Ending(await EndWatch.WaitAsync(_options, _calls, end.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _log.Ending("asked to");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connection.Remove();
        await _purging.DisposeAsync().ConfigureAwait(false);
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        Parts.Results.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        if (_options.UnixSocket is string socket)
        {
            Address = $"unix:{socket}";
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        else
        {
            IServerAddressesFeature addresses =
                _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
            Port = addresses.Addresses.Select(address => new Uri(address).Port).First(port => port != _options.MetricsPort);
            Address = new IPEndPoint(_options.Address, Port).ToString();
        }

        _connection.Write(
            _options.UnixSocket is null ? _options.Address.ToString() : Address, Port, _token.Value, _options.Tls is not null);
        _purging.Change(TimeSpan.Zero, BetweenPurges);
        _log.Listening(Address, _options.ConnectionPath);
    }

    private void Purge()
    {
        try
        {
            Parts.Store.Purge();
        }
#pragma warning disable CA1031 // On a thread of the timer whatever it is would end the bridge.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.NotPurged(exception.Message);
        }
    }

    private static BridgeParts MakeParts(BridgeOptions options, IModelBackend backend, ILogger log)
    {
        IdleMemory memory = new();
        WorkQueue queue = new(options.Concurrent, options.Queue, memory.ReleaseSoon);
        ImageSpool spool = new(options.SpoolMemory, options.SpoolFolder);
        RankingStore store = new(Path.Combine(options.StateFolder, "rankings"), options.Keep, TimeProvider.System);
        KeptResults results = new(
            options.KeepsResults ? Path.Combine(options.StateFolder, "results.sqlite") : null, log);
        IsolatedRankingMaker? apart =
            options.Child is null ? null : new IsolatedRankingMaker(options.Child, spool, results.Open);
        IRankingMaker maker = apart is null ? new LocalRankingMaker(backend, results.Open) : apart;
        return new BridgeParts
        {
            Backend = backend,
            Images = options.Child is null
                ? new LocalImageRunner(backend)
                : new IsolatedImageRunner(options.Child, spool),
            Catalog = new ModelCatalog(options.ModelRoots),
            Library = new ModelLibrary(backend),
            Spool = spool,
            Ledger = new ClientLedger(options.ClientBytes),
            Queue = queue,
            Memory = memory,
            Store = store,
            Results = results,
            Apart = apart,
            Runner = new RankingRunner(maker, queue, new SilenceLimit(queue, options.Silence), store, log),
            MostImages = options.MostImages,
        };
    }
}
