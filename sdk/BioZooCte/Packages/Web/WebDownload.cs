using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace BioZooCte.Packages.Web;

/// <summary>
/// Fetches one file: asks again where the server fails, and for the rest where it broke off. This is the only way in
/// which this library fetches anything.
/// </summary>
/// <param name="access">How files are fetched.</param>
/// <param name="url">Where it is.</param>
/// <param name="part">Where it goes.</param>
/// <param name="maximum">The most bytes.</param>
/// <param name="progress">Is told how many bytes are there, and of how many if that is known; null for no one.</param>
internal sealed class WebDownload(
    WebAccess access, Uri url, PartialFile part, long maximum, IProgress<(long Bytes, long? Total)>? progress)
{
    private static readonly TimeSpan LongestDownload = TimeSpan.FromHours(6);

    private readonly WebClient _client = WebClients.For(access);

    /// <summary>The state of the file that is here already, which is not fetched again; null for none.</summary>
    public RangeConditionHeaderValue? Known { get; init; }

    /// <summary>Whether the file still is in the state that is known: nothing of it has arrived.</summary>
    public bool IsUnchanged { get; private set; }

    /// <summary>The state of the file that has arrived; null where the server tells none.</summary>
    public RangeConditionHeaderValue? State { get; private set; }

    /// <summary>Fetches it.</summary>
    /// <param name="ct">Ends it; what has arrived stays.</param>
    /// <exception cref="InvalidModelPackageException">The server does not give it, or too much of it.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        using CancellationTokenSource total = CancellationTokenSource.CreateLinkedTokenSource(ct);
        total.CancelAfter(LongestDownload);
        WebPatience patience = new(access.Time);
        while (true)
        {
            long before = part.Length;
            try
            {
                await TryAsync(total.Token).ConfigureAwait(false);
                part.Flush();
                return;
            }
            catch (WebTroubleException trouble)
            {
                string? end = await patience
                    .WaitAsync(trouble, part.Length > before, total.Token).ConfigureAwait(false);
                if (end is not null)
                {
                    throw Fail(end, "the file", trouble.InnerException);
                }
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                throw Fail($"the file took longer than {LongestDownload.TotalHours:0} hours", "the file", e);
            }
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(ct);
        silence.CancelAfter(access.Silence);
        try
        {
            long offset = part.CanContinue ? part.Length : 0;
            using HttpResponseMessage response = await SendAsync(offset, silence.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && offset > 0)
            {
                if (response.Content.Headers.ContentRange?.Length == offset && part.IsOfStateOf(response))
                {
                    State = PartialFile.SentStateOf(response);
                    return;
                }

                part.Restart(null);
                throw new WebTroubleException("the server has no such rest of the file");
            }

            if (response.StatusCode == HttpStatusCode.NotModified && offset == 0 && Known is not null)
            {
                IsUnchanged = true;
                return;
            }

            long? total = Begin(response, offset);
            State = PartialFile.SentStateOf(response);
            if (total > maximum)
            {
                throw TooLong();
            }

            await CopyAsync(response, total, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new WebTroubleException($"the server was silent for {access.Silence.TotalSeconds:0.###} seconds", e)
            {
                Weight = 2,
            };
        }
    }

    private async Task<HttpResponseMessage> SendAsync(long offset, CancellationToken ct)
    {
        try
        {
            return await _client
                .GetAsync(url, access.UserAgent, offset, offset > 0 ? part.Validator : Known, ct).ConfigureAwait(false);
        }
        catch (ForbiddenHostException e)
        {
            throw Fail(e.Found, e.Expected, e);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenHostException forbidden)
        {
            throw Fail(forbidden.Found, forbidden.Expected, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            string found = $"the file could not be fetched ({e.Message.TrimEnd('.')})";
            throw IsLasting(e) ? Fail(found, "the file", e) : new WebTroubleException(found, e);
        }
    }

    /// <summary>Makes the part ready for what the answer brings; the length of the whole, where it is told.</summary>
    private long? Begin(HttpResponseMessage response, long offset)
    {
        RangeConditionHeaderValue? validator = PartialFile.ValidatorOf(response);
        if (response.StatusCode == HttpStatusCode.PartialContent && offset > 0)
        {
            ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
            bool isSame = part.Validator is null || validator is null || validator.Equals(part.Validator);
            if (range?.From != offset || !isSame)
            {
                part.Restart(null);
                throw new WebTroubleException("the server gave another part of the file than was asked for");
            }

            return range.Length ?? offset + response.Content.Headers.ContentLength;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refused(response);
        }

        part.Restart(validator);
        return response.Content.Headers.ContentLength;
    }

    private Exception Refused(HttpResponseMessage response)
    {
        string found = $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        bool mayPass = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            || (int)response.StatusCode >= 500 && response.StatusCode is not HttpStatusCode.NotImplemented;
        return mayPass ? new WebTroubleException(found) { Advice = AdviceOf(response) } : Fail(found, "the file");
    }

    private TimeSpan? AdviceOf(HttpResponseMessage response) => response.Headers.RetryAfter is not { } advice ? null
        : advice.Delta ?? advice.Date - access.Time.GetUtcNow();

    private async Task CopyAsync(HttpResponseMessage response, long? total, CancellationTokenSource silence)
    {
        using Stream content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            silence.CancelAfter(access.Silence);
            int count = await ReadAsync(content, buffer, total, silence.Token).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            if (part.Length + count > maximum)
            {
                part.Restart(null);
                throw TooLong();
            }

            await part.AppendAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
            progress?.Report((part.Length, total));
        }

        if (total is not null && part.Length != total)
        {
            throw BrokenOff(total, null);
        }
    }

    private async Task<int> ReadAsync(Stream content, byte[] buffer, long? total, CancellationToken ct)
    {
        try
        {
            return await content.ReadAsync(buffer, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw BrokenOff(total, e);
        }
    }

    /// <summary>Whether asking again changes nothing: there is no such host, or none that can be trusted.</summary>
    private static bool IsLasting(Exception e) =>
        e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        }
        || e.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound };

    private WebTroubleException BrokenOff(long? total, Exception? innerException) =>
        new($"the file broke off after {part.Length}{(total is null ? "" : $" of {total}")} bytes", innerException);

    private InvalidModelPackageException TooLong() =>
        Fail("the file is larger than what may be downloaded", $"at most {maximum} more bytes");

    private InvalidModelPackageException Fail(string found, string expected, Exception? innerException = null) =>
        new(url.ToString(), null, null, found, expected, innerException);
}
