using System.Net;
using System.Net.Sockets;

using BioZooCte.Packages.Web;

namespace BioZooCte.Tests.Packages.Web;

/// <summary>The user's proxy, which may stand on this machine, where nothing else is fetched from.</summary>
[TestClass]
public sealed class LooseProxyTests
{
    private const string Host = "proxied.example";

    [TestMethod]
    [DataRow("https", $"CONNECT {Host}:443 ")]
    [DataRow("http", $"GET http://{Host}/net.onnx ")]
    public async Task GetAsync_ProxyOnThisMachine_IsAsked(string scheme, string expected)
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        IWebProxy usual = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyOfOneHost(new Uri($"http://{proxy.LocalEndpoint}"));
        try
        {
            Task<string> asked = AnswerAsync(proxy);
            BioZooCte.Packages.Web.WebClient client = new(new HostGuard([]));
            Task fetching = client.GetAsync(new Uri($"{scheme}://{Host}/net.onnx"), "test", 0, null, CancellationToken.None);
            await Task.WhenAny(asked, fetching).WaitAsync(TimeSpan.FromSeconds(30));

            StringAssert.StartsWith(await asked.WaitAsync(TimeSpan.FromSeconds(5)), expected);
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }
    }

    /// <summary>The first line of what is asked, which is answered with a refusal.</summary>
    private static async Task<string> AnswerAsync(TcpListener proxy)
    {
        using TcpClient connection = await proxy.AcceptTcpClientAsync();
        using StreamReader reader = new(connection.GetStream());
        string line = await reader.ReadLineAsync() ?? "";
        await connection.GetStream().WriteAsync("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return line;
    }

    /// <summary>Other tests of this process reach their hosts as before.</summary>
    private sealed class ProxyOfOneHost(Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => destination.Host == Host ? proxy : null;

        public bool IsBypassed(Uri host) => host.Host != Host;
    }
}
