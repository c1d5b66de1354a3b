namespace BioZooCte.Packages.Files;

/// <summary>One file from the web.</summary>
internal static class WebFile
{
    private static readonly TimeSpan LongestDownload = TimeSpan.FromHours(2);

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxAutomaticRedirections = 5,
    })
    {
        // Each wait has its own limit below.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "BioZooCte" } },
    };

    /// <summary>Downloads a file; returns how many bytes it has.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="path">Where it goes; nothing stays there after an error.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="timeout">How long the server may be silent.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidModelPackageException">
    /// The server does not give it, or too much of it.
    /// </exception>
    public static async Task<long> DownloadAsync(
        Uri url, string path, long maximum, TimeSpan timeout, CancellationToken ct)
    {
        bool isComplete = false;
        try
        {
            long length = await CopyAsync(url, path, maximum, timeout, ct).ConfigureAwait(false);
            isComplete = true;
            return length;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw Fail(url, $"the server was silent for {timeout.TotalSeconds:0.###} seconds", "the file", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Fail(url, $"the file could not be fetched ({e.Message.TrimEnd('.')})", "the file", e);
        }
        finally
        {
            if (!isComplete)
            {
                File.Delete(path);
            }
        }
    }

    private static async Task<long> CopyAsync(
        Uri url, string path, long maximum, TimeSpan timeout, CancellationToken ct)
    {
        using CancellationTokenSource total = CancellationTokenSource.CreateLinkedTokenSource(ct);
        total.CancelAfter(LongestDownload);
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(total.Token);
        silence.CancelAfter(timeout);
        using HttpResponseMessage response = await Client
            .GetAsync(url, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            string answer = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
            throw Fail(url, $"the server answered {answer}", "the file");
        }

        if (response.Content.Headers.ContentLength > maximum)
        {
            throw TooLong(url, maximum);
        }

        using Stream content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using FileStream file = File.Create(path);
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        while (true)
        {
            silence.CancelAfter(timeout);
            int count = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return length;
            }

            length += count;
            if (length > maximum)
            {
                throw TooLong(url, maximum);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), ct).ConfigureAwait(false);
        }
    }

    private static InvalidModelPackageException TooLong(Uri url, long maximum) =>
        Fail(url, "the file is larger than what may be downloaded", $"at most {maximum} more bytes");

    private static InvalidModelPackageException Fail(
        Uri url, string found, string expected, Exception? innerException = null) =>
        new(url.ToString(), null, null, found, expected, innerException);
}
