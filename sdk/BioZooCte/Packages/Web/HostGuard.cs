using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BioZooCte.Packages.Web;

/// <summary>
/// Connects to hosts, but not to those of the own machine or network unless they are allowed. A name is resolved once,
/// here, and the connection goes to the addresses that were looked at: a name that gives another address the next time
/// (DNS rebinding) gains nothing.
/// </summary>
/// <param name="allowed">The hosts that are allowed whatever their addresses.</param>
/// <param name="resolve">Gives the addresses of a name; null for the system to do so.</param>
internal sealed class HostGuard(
    ImmutableArray<HostRule> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A name may be known later: a laptop enters another network.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    // Names that nobody here knows, and when that was said.
    private readonly ConcurrentDictionary<string, long> _strangers = new(StringComparer.OrdinalIgnoreCase);

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Refuses a URL whose host is an address, or a name of this machine, that is not allowed.</summary>
    /// <exception cref="ForbiddenHostException">It is.</exception>
    public void Check(Uri url)
    {
        if (IsAllowed(url.IdnHost, url.Port))
        {
            return;
        }

        if (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out IPAddress? address))
        {
            Require(url.IdnHost, url.Port, address);
        }
        else if (url.IsLoopback || url.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(url.IdnHost, url.Port, "loopback", null);
        }
    }

    /// <summary>
    /// Refuses what <see cref="Check"/> does, and a name that is fetched through the user's proxy and has an address here
    /// that is not allowed: the connection does not show it. A name that only the proxy knows is the proxy's business.
    /// </summary>
    /// <exception cref="ForbiddenHostException">It is not allowed.</exception>
    public async Task CheckAsync(Uri url, CancellationToken ct)
    {
        Check(url);
        if (LooseProxy.IsUsedFor(url) && !IsAllowed(url.IdnHost, url.Port) && !IsStranger(url.IdnHost))
        {
            foreach (IPAddress address in await FindAsync(url.IdnHost, ct).ConfigureAwait(false))
            {
                Require(url.IdnHost, url.Port, address);
            }
        }
    }

    /// <summary>What connects: for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        DnsEndPoint host = context.DnsEndPoint;
        IPAddress[] addresses = await _resolve(host.Host, ct).ConfigureAwait(false);
        if (!IsAllowed(host.Host, host.Port) && !LooseProxy.IsProxy(host, context.InitialRequestMessage))
        {
            foreach (IPAddress address in addresses)
            {
                Require(host.Host, host.Port, address);
            }
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a name here; none where it has none, or nobody here says so in time.</summary>
    private async Task<IPAddress[]> FindAsync(string host, CancellationToken ct)
    {
        try
        {
            return await _resolve(host, ct).WaitAsync(Patience, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData })
            {
                _strangers[host] = Stopwatch.GetTimestamp();
            }

            return [];
        }
    }

    private bool IsStranger(string host) =>
        _strangers.TryGetValue(host, out long said) && Stopwatch.GetElapsedTime(said) < Remembered;

    private bool IsAllowed(string host, int port)
    {
        foreach (HostRule rule in allowed)
        {
            if (rule.Allows(host, port))
            {
                return true;
            }
        }

        return false;
    }

    private static void Require(string host, int port, IPAddress address)
    {
        if (AddressKind.Of(address) is string kind)
        {
            throw Refuse(host, port, kind, address);
        }
    }

    private static ForbiddenHostException Refuse(string host, int port, string kind, IPAddress? address)
    {
        string through = address is null || address.ToString() == host.Trim('[', ']') ? "" : $" ({address})";
        return new ForbiddenHostException(
            $"its host {host}{through} has a {kind} address, which nothing is fetched from",
            $"a public address, or a host that the user allows (--allow-host {host}:{port} or"
            + $" {EnvironmentHosts.Variable})");
    }
}
