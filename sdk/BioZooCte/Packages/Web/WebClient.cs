using System.Net;
using System.Net.Http.Headers;

namespace BioZooCte.Packages.Web;

/// <summary>Sends requests and follows redirects, each hop of which is looked at like the first.</summary>
/// <param name="guard">What may be connected to.</param>
#pragma warning disable CA1001 // It lives as long as the process, as the connections that it keeps are meant to.
internal sealed class WebClient(HostGuard guard)
#pragma warning restore CA1001
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = guard.ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = new LooseProxy(),
        UseCookies = false,
    })
    {
        // Each wait has its own limit.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The answer to a request for a file, or for the rest of one.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="userAgent">What the request says of its sender.</param>
    /// <param name="offset">From which byte; 0 for all.</param>
    /// <param name="state">
    /// The rest is wanted only of this state of the file, all of it only of another one; null for of any.
    /// </param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ForbiddenHostException">
    /// A hop is to a host that is not allowed, or less safe than the last.
    /// </exception>
    public async Task<HttpResponseMessage> GetAsync(
        Uri url, string userAgent, long offset, RangeConditionHeaderValue? state, CancellationToken ct)
    {
        for (int hop = 0; ; hop++)
        {
            await guard.CheckAsync(url, ct).ConfigureAwait(false);
            using HttpRequestMessage request = new(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            if (offset > 0)
            {
                request.Headers.Range = new RangeHeaderValue(offset, null);
                request.Headers.IfRange = state;
            }
            else if (state?.EntityTag is EntityTagHeaderValue tag)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }
            else
            {
                request.Headers.IfModifiedSince = state?.Date;
            }

            HttpResponseMessage response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
            if (!IsRedirect(response))
            {
                return response;
            }

            using (response)
            {
                url = Follow(url, response.Headers.Location, hop);
            }
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Where a redirect leads.</summary>
    /// <param name="url">The URL that was asked for.</param>
    /// <param name="location">What the server says; null where it says nothing.</param>
    /// <param name="hop">How many redirects there were before.</param>
    /// <exception cref="ForbiddenHostException">Nowhere, to another scheme, or too many times.</exception>
    internal static Uri Follow(Uri url, Uri? location, int hop)
    {
        if (location is null)
        {
            throw new ForbiddenHostException("the server redirects to nowhere", "the file");
        }

        Uri next = new(url, location);
        if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            throw new ForbiddenHostException(
                $"the server redirects from {url.Scheme} to {next}",
                url.Scheme == Uri.UriSchemeHttps ? "https" : "http(s)");
        }

        return hop < MostRedirects
            ? next
            : throw new ForbiddenHostException(
                $"the server redirects more than {MostRedirects} times", "the file");
    }
}
