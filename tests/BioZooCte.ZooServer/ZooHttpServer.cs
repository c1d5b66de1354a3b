using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BioZooCte.ZooServer;

/// <summary>
/// A web server on this machine's loopback that serves files as the Zoo does, and misbehaves as its rules say.
/// </summary>
public sealed class ZooHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = [];
    private readonly Task _accepting;
    private int _isDisposed;

    /// <summary>Serves until it is disposed.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    public ZooHttpServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The host with its port.</summary>
    public string Host { get; }

    /// <summary>The beginning of all URLs, without a slash at its end.</summary>
    public string Url => $"http://{Host}";

    /// <summary>The files, by their paths, or by their paths with the query.</summary>
    public ConcurrentDictionary<string, ServedFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What is done wrong.</summary>
    public ConcurrentQueue<FaultRule> Rules { get; } = [];

    /// <summary>What was asked for, in order.</summary>
    public ConcurrentQueue<ServedRequest> Requests { get; } = [];

    /// <summary>Is told of each request; null for no one.</summary>
    public Action<ServedRequest>? Log { get; init; }

    /// <summary>Adds a rule.</summary>
    public void Misbehave(string rule) => Rules.Enqueue(FaultRule.Parse(rule));

    /// <summary>How often a path was asked for.</summary>
    public int CountOf(string path) => Requests.Count(request => request.Path == path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
                Task connection = Task.Run(() => ServeAsync(client));
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                NetworkStream stream = client.GetStream();
                if (await RequestReader.ReadAsync(stream, _end.Token).ConfigureAwait(false) is not ServedRequest request)
                {
                    return;
                }

                Requests.Enqueue(request);
                Log?.Invoke(request);
                FaultRule[] faults = [.. Rules.Where(rule => rule.Take(request.Path))];
                ServedFile? file = Files.GetValueOrDefault(Uri.UnescapeDataString(request.Target))
                    ?? Files.GetValueOrDefault(request.Path);
                await new Answer(stream, request, file, faults)
                    .SendAsync(_end.Token).ConfigureAwait(false);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
                or ObjectDisposedException)
            {
                // The client went away, or the server ends.
            }
        }
    }
}
