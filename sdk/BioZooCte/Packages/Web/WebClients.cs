using System.Collections.Concurrent;

namespace BioZooCte.Packages.Web;

/// <summary>
/// The HTTP clients of this process: one for each set of allowed hosts, for a connection that one of them may use is
/// not there for another. They follow no redirect by themselves.
/// </summary>
internal static class WebClients
{
    private static readonly ConcurrentDictionary<string, WebClient> Clients = new(StringComparer.Ordinal);

    /// <summary>The client for an access.</summary>
    public static WebClient For(WebAccess access)
    {
        string key = string.Join(' ', access.AllowedHosts.Select(rule => $"{rule}").Order(StringComparer.Ordinal));
        return Clients.GetOrAdd(key, _ => new WebClient(new HostGuard(access.AllowedHosts)));
    }
}
