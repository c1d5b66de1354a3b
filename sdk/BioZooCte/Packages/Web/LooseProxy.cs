using System.Net;

namespace BioZooCte.Packages.Web;

/// <summary>The system's proxy, which is the user's own choice of a host; this machine is reached without it.</summary>
internal sealed class LooseProxy : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => throw new NotSupportedException("The system's proxy is as the system has it.");
    }

    /// <summary>
    /// Whether a connection goes to the proxy, and not to the request's own host. For https the handler sends a CONNECT to
    /// the proxy first, which nothing else sends here.
    /// </summary>
    public static bool IsProxy(DnsEndPoint host, HttpRequestMessage request) =>
        request.Method == HttpMethod.Connect || (request.RequestUri is Uri url && LeadsTo(host, url));

    /// <summary>Whether a URL is fetched through the proxy, which alone connects to its host.</summary>
    public static bool IsUsedFor(Uri url) => For(url) is not null;

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => For(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => IsDirect(host);

    private static bool LeadsTo(DnsEndPoint host, Uri url) =>
        For(url) is Uri proxy
        && proxy.Port == host.Port && proxy.IdnHost.Equals(host.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The proxy for a URL; null for none.</summary>
    private static Uri? For(Uri url) => IsDirect(url) ? null : HttpClient.DefaultProxy.GetProxy(url);

    private static bool IsDirect(Uri url) => url.IsLoopback || HttpClient.DefaultProxy.IsBypassed(url);
}
