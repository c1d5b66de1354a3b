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
        // Nobody but the proxy knows the name.
        HostGuard guard = GuardOf(() => throw new SocketException((int)SocketError.HostNotFound));

        StringAssert.StartsWith(await AskAsync(guard, $"{scheme}://{Host}/net.onnx"), expected);
    }

    /// <summary>A connection to the proxy does not show where the name leads.</summary>
    [TestMethod]
    [DataRow("https", "10.0.0.1", "private")]
    [DataRow("http", "8.8.8.8 ::1", "loopback")]
    public async Task GetAsync_NameOfAnAddressInTheOwnNetwork_IsRefusedBeforeTheProxyIsAsked(
        string scheme, string addresses, string kind)
    {
        HostGuard guard = GuardOf(() => Task.FromResult<IPAddress[]>([.. addresses.Split(' ').Select(IPAddress.Parse)]));
        ForbiddenHostException refused = await Assert.ThrowsExactlyAsync<ForbiddenHostException>(
            () => AskAsync(guard, $"{scheme}://{Host}/net.onnx"));

        Assert.AreEqual(
            $"its host {Host} ({addresses.Split(' ')[^1]}) has a {kind} address, which nothing is fetched from", refused.Found);
    }

    [TestMethod]
    [DataRow("10.0.0.1", true)]
    [DataRow("8.8.8.8", false)]
    public async Task GetAsync_NameThatIsAllowedOrPublic_IsAskedOfTheProxy(string address, bool isAllowed)
    {
        HostGuard guard = GuardOf(
            () => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]), isAllowed ? [new HostRule(Host, null)] : []);

        StringAssert.StartsWith(await AskAsync(guard, $"http://{Host}/net.onnx"), $"GET http://{Host}/net.onnx ");
    }

    /// <summary>That nobody knows a name is remembered; that nobody could be asked is not.</summary>
    [TestMethod]
    [DataRow(SocketError.HostNotFound, 1)]
    [DataRow(SocketError.NoData, 1)]
    [DataRow(SocketError.TryAgain, 2)]
    [DataRow(null, 2)]
    public async Task CheckAsync_ResolverThatGivesNoAddress_IsAskedAgainWhereItMayYet(SocketError? error, int expected)
    {
        int count = 0;
        HostGuard guard = GuardOf(() =>
        {
            count++;
            return error is SocketError known
                ? throw new SocketException((int)known)
                : new TaskCompletionSource<IPAddress[]>().Task;
        });
        using Proxied proxied = new(new Uri("http://127.0.0.1:9"));
        await guard.CheckAsync(new Uri($"https://{Host}/a"), CancellationToken.None);
        await guard.CheckAsync(new Uri($"https://{Host}/b"), CancellationToken.None);

        Assert.AreEqual(expected, count);
    }

    /// <summary>A guard to which this is what the name leads to.</summary>
    private static HostGuard GuardOf(Func<Task<IPAddress[]>> resolve, params HostRule[] allowed) =>
        new([.. allowed], (host, ct) => host == Host ? resolve() : Dns.GetHostAddressesAsync(host, ct));

    /// <summary>What the proxy is asked for a URL.</summary>
    private static async Task<string> AskAsync(HostGuard guard, string url)
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        using Proxied proxied = new(new Uri($"http://{proxy.LocalEndpoint}"));
        Task<string> asked = AnswerAsync(proxy);
        BioZooCte.Packages.Web.WebClient client = new(guard);
        Task fetching = client.GetAsync(new Uri(url), "test", 0, null, CancellationToken.None);
        if (await Task.WhenAny(asked, fetching).WaitAsync(TimeSpan.FromSeconds(30)) == fetching && fetching.IsFaulted
            && fetching.Exception.InnerException is ForbiddenHostException refused)
        {
            throw refused;
        }

        return await asked.WaitAsync(TimeSpan.FromSeconds(5));
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

    /// <summary>The proxy of this process, until it is disposed.</summary>
    private sealed class Proxied : IDisposable
    {
        private readonly IWebProxy _usual = HttpClient.DefaultProxy;

        public Proxied(Uri proxy) => HttpClient.DefaultProxy = new ProxyOfOneHost(proxy);

        public void Dispose() => HttpClient.DefaultProxy = _usual;
    }
}
