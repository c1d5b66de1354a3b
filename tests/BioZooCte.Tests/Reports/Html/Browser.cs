using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BioZooCte.Tests.Reports.Html;

/// <summary>A page in a headless Chromium, driven by its DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _deadline = new(Patience);
    private int _calls;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>What went wrong in the page, and what it asked of any network.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a file; inconclusive where no Chromium is found.</summary>
    public static async Task<Browser> OpenAsync(string file, int width = 1200)
    {
        string program = Find() ?? throw new AssertInconclusiveException(
            "There is no Chromium: expected the program in BIOZOOCTE_CHROMIUM, or chromium on the PATH.");
        string profile = Directory.CreateTempSubdirectory("biozoocte-browser-").FullName;
        ProcessStartInfo start = new(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--remote-debugging-port=0", $"--user-data-dir={profile}", $"--window-size={width},900", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        Browser browser = new(Process.Start(start)!, profile);
        try
        {
            await browser.ConnectAsync(file, width);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of a JavaScript expression.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonNode result = await CallAsync(
            "Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.IsNull(result["exceptionDetails"], result.ToJsonString());
        return result["result"]!["value"];
    }

    /// <summary>Clicks the middle of the first element that a selector finds.</summary>
    public async Task ClickAsync(string selector)
    {
        string query = JsonSerializer.Serialize(selector);
        JsonNode place = (await EvaluateAsync(
            $"(() => {{ const e = document.querySelector({query}); e.scrollIntoView({{block: 'center', behavior: 'instant'}});"
            + " const r = e.getBoundingClientRect(); return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()"))!;
        foreach (string type in new[] { "mousePressed", "mouseReleased" })
        {
            await CallAsync("Input.dispatchMouseEvent", new JsonObject
            {
                ["type"] = type,
                ["x"] = place["x"]!.GetValue<double>(),
                ["y"] = place["y"]!.GetValue<double>(),
                ["button"] = "left",
                ["clickCount"] = 1,
            });
        }
    }

    /// <summary>Presses a key, such as Tab or Enter.</summary>
    public async Task PressAsync(string key, int code)
    {
        foreach (string type in new[] { "keyDown", "keyUp" })
        {
            JsonObject call = new()
            {
                ["type"] = type,
                ["key"] = key,
                ["code"] = key,
                ["windowsVirtualKeyCode"] = code,
            };
            if (key == "Enter" && type == "keyDown")
            {
                call["text"] = "\r";
            }

            await CallAsync("Input.dispatchKeyEvent", call);
        }
    }

    /// <summary>What is seen, as the bytes of a PNG file.</summary>
    public async Task<byte[]> ScreenshotAsync()
    {
        JsonNode result = await CallAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true });
        return Convert.FromBase64String(result["data"]!.GetValue<string>());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _deadline.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        for (int attempt = 0; Directory.Exists(_profile) && attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                // A child of the browser may still write.
                await Task.Delay(100);
            }
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BIOZOOCTE_CHROMIUM") is { Length: > 0 } stated)
        {
            return stated;
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    private async Task ConnectAsync(string file, int width)
    {
        const string Announcement = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(_deadline.Token);
        }
        while (line?.StartsWith(Announcement, StringComparison.Ordinal) == false);
        Uri address = new(line![Announcement.Length..]);
        _ = _process.StandardError.ReadToEndAsync();
        using HttpClient client = new();
        JsonArray targets = (await client.GetFromJsonAsync<JsonArray>(
            $"http://{address.Authority}/json/list", _deadline.Token))!;
        string page = targets.First(t => t!["type"]!.GetValue<string>() == "page")!["webSocketDebuggerUrl"]!
            .GetValue<string>();
        await _socket.ConnectAsync(new Uri(page), _deadline.Token);
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await CallAsync($"{domain}.enable", []);
        }

        // A window has a least width, a device has not.
        await CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width,
            ["height"] = 900,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        });
        await CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while ((await ReceiveAsync())["method"]?.GetValue<string>() != "Page.loadEventFired")
        {
        }
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        int id = ++_calls;
        JsonObject call = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, true, _deadline.Token);
        while (true)
        {
            JsonNode answer = await ReceiveAsync();
            if (answer["id"]?.GetValue<int>() == id)
            {
                return answer["result"]
                    ?? throw new InvalidOperationException($"{method}: {answer.ToJsonString()}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] part = new byte[1 << 16];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part, _deadline.Token);
            message.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        JsonNode answer = JsonNode.Parse(message.ToArray())!;
        switch (answer["method"]?.GetValue<string>())
        {
            case "Runtime.exceptionThrown" or "Log.entryAdded" or "Runtime.consoleAPICalled":
                Complaints.Add(answer.ToJsonString());
                break;
            case "Network.requestWillBeSent"
                when answer["params"]!["request"]!["url"]!.GetValue<string>() is string url
                && !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal):
                Complaints.Add(url);
                break;
        }

        return answer;
    }
}
