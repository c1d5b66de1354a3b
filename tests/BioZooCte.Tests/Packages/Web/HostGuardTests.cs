using System.Net;

using BioZooCte.Packages.Web;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Web;

/// <summary>
/// A name is looked at where the connection is made, and nowhere else: what it says of itself, or gave at another time, is
/// nothing.
/// </summary>
[TestClass]
public sealed class HostGuardTests
{
    private const string Name = "lab.example";

    [TestMethod]
    [DataRow("10.0.0.1")]
    [DataRow("8.8.8.8 127.0.0.1")]
    [DataRow("2001:4860:4860::8888 fd00::1")]
    public async Task ConnectAsync_NameOfAnAddressInTheOwnNetwork_IsRefused(string addresses)
    {
        IPAddress[] resolved = [.. addresses.Split(' ').Select(IPAddress.Parse)];
        HttpRequestException refused = await Assert.ThrowsExactlyAsync<HttpRequestException>(
            () => GetAsync(new HostGuard([], (_, _) => Task.FromResult(resolved)), $"http://{Name}:9/"));

        Assert.AreEqual(
            $"its host {Name} ({resolved[^1]}) has a {AddressKind.Of(resolved[^1])} address, which nothing is fetched from",
            Assert.IsInstanceOfType<ForbiddenHostException>(refused.InnerException).Found);
    }

    [TestMethod]
    public async Task ConnectAsync_NameThatGivesAnotherAddressTheNextTime_IsConnectedToByTheOneLookedAt()
    {
        await using ZooHttpServer server = new();
        server.Files["/file"] = new ServedFile([1]);
        int port = new Uri(server.Url).Port;
        int count = 0;
        HostGuard guard = new([new HostRule(Name, port)], (_, _) => Task.FromResult<IPAddress[]>(
            [++count == 1 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")]));

        Assert.AreEqual(HttpStatusCode.OK, await GetAsync(guard, $"http://{Name}:{port}/file"));
        Assert.AreEqual(1, count);
    }

    private static async Task<HttpStatusCode> GetAsync(HostGuard guard, string url)
    {
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = guard.ConnectAsync });
        using HttpResponseMessage response = await client.GetAsync(new Uri(url));
        return response.StatusCode;
    }
}
