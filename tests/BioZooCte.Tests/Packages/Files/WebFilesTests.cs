using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

namespace BioZooCte.Tests.Packages.Files;

[TestClass]
public sealed class WebFilesTests
{
    private static readonly PackageOptions Allowed = new() { AllowedHosts = ["127.0.0.1"] };

    [TestMethod]
    public async Task OpenAsync_UrlOfAnRdf_FetchesFilesBesideIt()
    {
        using WebFolder web = new();
        web.Files["/models/affable-shark/1.2/files/rdf.yaml"] = Encoding.UTF8.GetBytes(
            Rdf.RdfExamples.Format05);
        web.Files["/models/affable-shark/1.2/files/sub/weights 1.onnx"] = "weights"u8.ToArray();
        string fetched;
        using (ModelPackage package = await ModelPackageReader.OpenAsync(
            $"{web.Url}/models/affable-shark/1.2/files/rdf.yaml?version=v0", Allowed))
        {
            Assert.AreEqual("affable-shark", package.Id);
            Assert.HasCount(1, web.Requests);
            string hash = Convert.ToHexStringLower(SHA256.HashData("weights"u8));
            fetched = package.ResolveFile(new FileDescription("sub/weights 1.onnx", hash));
            Assert.AreEqual("weights", File.ReadAllText(fetched));
            Assert.AreEqual("weights 1.onnx", Path.GetFileName(fetched));
            Assert.AreEqual(fetched, package.ResolveFile(new FileDescription("sub/weights 1.onnx", hash)));
            CollectionAssert.AreEqual(
                (string[])
                [
                    "/models/affable-shark/1.2/files/rdf.yaml?version=v0",
                    "/models/affable-shark/1.2/files/sub/weights%201.onnx?version=v0",
                ],
                web.Requests.ToArray());
            Assert.Contains("leaves the package", Assert.ThrowsExactly<InvalidModelPackageException>(
                () => package.ResolveFile(new FileDescription("../other/rdf.yaml", null))).Message);
        }

        Assert.IsFalse(File.Exists(fetched));
    }

    [TestMethod]
    public async Task ResolveFile_NameThatDiffersInCaseFromOneThatFailed_IsFetched()
    {
        using WebFolder web = new();
        web.Files["/model/rdf.yaml"] = Encoding.UTF8.GetBytes(Rdf.RdfExamples.Format05);
        web.Files["/model/Weights.onnx"] = "weights"u8.ToArray();
        using ModelPackage package = await ModelPackageReader.OpenAsync($"{web.Url}/model/rdf.yaml", Allowed);

        Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription("weights.onnx", null)));
        Assert.AreEqual("weights", File.ReadAllText(package.ResolveFile(new FileDescription("Weights.onnx", null))));
    }

    [TestMethod]
    public async Task OpenAsync_UrlOfAZip_IsUnpacked()
    {
        using WebFolder web = new();
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (StreamWriter rdf = new(zip.CreateEntry("rdf.yaml").Open()))
            {
                rdf.Write(Rdf.RdfExamples.Format05);
            }

            using StreamWriter weights = new(zip.CreateEntry("weights.onnx").Open());
            weights.Write("weights");
        }

        web.Files["/artifacts/whale/create-zip-file"] = stream.ToArray();
        using ModelPackage package = await ModelPackageReader.OpenAsync(
            $"{web.Url}/artifacts/whale/create-zip-file", Allowed);

        Assert.AreEqual("whale", package.Id);
        Assert.AreEqual(
            "weights", File.ReadAllText(package.ResolveFile(package.Description.Weights[0].Source)));
        Assert.HasCount(1, web.Requests);
    }

    [TestMethod]
    public async Task ResolveFile_UrlInALocalPackage_IsFetched()
    {
        using WebFolder web = new();
        web.Files["/weights.torch"] = "weights"u8.ToArray();
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);
        using ModelPackage package = await folder.OpenAsync(Allowed);

        Assert.AreEqual("weights", File.ReadAllText(
            package.ResolveFile(new FileDescription($"{web.Url}/weights.torch", null))));
    }

    [TestMethod]
    public async Task OpenAsync_HostThatIsNotAllowed_IsNotAsked()
    {
        using WebFolder web = new();
        web.Files["/rdf.yaml"] = Encoding.UTF8.GetBytes(Rdf.RdfExamples.Format05);
        string host = new Uri(web.Url).Authority;

        Assert.AreEqual(
            $"{web.Url}/rdf.yaml: its host 127.0.0.1 has a loopback address, which nothing is fetched from; expected a public"
            + $" address, or a host that the user allows (--allow-host {host} or BIOZOOCTE_ALLOWED_HOSTS).",
            (await RefuseAsync($"{web.Url}/rdf.yaml", new PackageOptions())).Message);
        Assert.IsEmpty(web.Requests);
    }

    [TestMethod]
    public async Task ResolveFile_UrlInAPackageToAHostThatIsNotAllowed_IsRefused()
    {
        using WebFolder web = new();
        web.Files["/weights.onnx"] = "weights"u8.ToArray();
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);
        using ModelPackage package = await folder.OpenAsync();

        Assert.Contains("which nothing is fetched from", Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription($"{web.Url}/weights.onnx", null))).Message);
        Assert.IsEmpty(web.Requests);
    }

    [TestMethod]
    public async Task OpenAsync_MissingPage_SaysTheAnswer()
    {
        using WebFolder web = new();
        string url = $"{web.Url}/none/rdf.yaml";

        Assert.AreEqual($"{url}: the server answered 404 Not Found; expected the file.", (await RefuseAsync(url)).Message);
    }

    [TestMethod]
    public async Task OpenAsync_NoServer_SaysSo()
    {
        string url;
        using (WebFolder web = new())
        {
            url = $"{web.Url}/rdf.yaml";
        }

        Assert.StartsWith($"{url}: the file could not be fetched (", (await RefuseAsync(url)).Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task OpenAsync_MoreBytesThanAllowed_IsRefused(bool isLengthTold)
    {
        using WebFolder web = new() { IsLengthTold = isLengthTold };
        web.Files["/rdf.yaml"] = new byte[200_000];
        InvalidModelPackageException error = await RefuseAsync(
            $"{web.Url}/rdf.yaml", Allowed with { MaximumDownloadBytes = 100_000 });

        Assert.EndsWith(
            "the file is larger than what may be downloaded; expected at most 100000 more bytes.", error.Message);
    }

    [TestMethod]
    public async Task OpenAsync_SilentServer_IsLeft()
    {
        using WebFolder web = new() { IsSilent = true };
        web.Files["/rdf.yaml"] = new byte[10];
        InvalidModelPackageException error = await RefuseAsync(
            $"{web.Url}/rdf.yaml", Allowed with { WebTimeout = TimeSpan.FromMilliseconds(200) });

        Assert.EndsWith("the server was silent for 0.2 seconds; expected the file.", error.Message);
    }

    [TestMethod]
    public async Task OpenAsync_CanceledWhileWaiting_Ends()
    {
        using WebFolder web = new() { IsSilent = true };
        web.Files["/rdf.yaml"] = new byte[10];
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ModelPackageReader.OpenAsync($"{web.Url}/rdf.yaml", Allowed, source.Token));
    }

    /// <summary>Who ends a ranking does not wait for weights that are on their way.</summary>
    [TestMethod]
    public async Task ResolveFile_CanceledWhileWaiting_Ends()
    {
        using WebFolder web = new() { IsSilent = true };
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);
        using CancellationTokenSource source = new();
        using ModelPackage package =
            await ModelPackageReader.OpenAsync(folder.Path, Allowed, source.Token);
        source.CancelAfter(TimeSpan.FromMilliseconds(100));

        Assert.Throws<OperationCanceledException>(
            () => package.ResolveFile(new FileDescription($"{web.Url}/weights.onnx", null)));
    }

    [TestMethod]
    [DataRow("https://zenodo.org/api/records/7/files/rdf.yaml/content", "weights.pt",
        "https://zenodo.org/api/records/7/files/weights.pt/content")]
    [DataRow("https://a.b/c/rdf.yaml?version=v0", "d/e f", "https://a.b/c/d/e%20f?version=v0")]
    [DataRow("https://a.b/rdf.yaml", "x#y", "https://a.b/x%23y")]
    public void BesideOf_Rdf_KeepsItsFolderAndQuery(string rdf, string relative, string expected) =>
        Assert.AreEqual(expected, WebFiles.BesideOf(new Uri(rdf), relative).AbsoluteUri);

    private static Task<InvalidModelPackageException> RefuseAsync(
        string url, PackageOptions? options = null) =>
        Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync(url, options ?? Allowed));

    /// <summary>A web server on this machine's loopback.</summary>
    private sealed class WebFolder : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ManualResetEventSlim _end = new();

        public WebFolder()
        {
            using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            probe.Stop();
            _listener.Prefixes.Add($"{Url}/");
            _listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public string Url { get; }

        public Dictionary<string, byte[]> Files { get; } = [];

        public List<string> Requests { get; } = [];

        public bool IsLengthTold { get; init; } = true;

        public bool IsSilent { get; init; }

        public void Dispose()
        {
            _end.Set();
            _listener.Close();
            _end.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    Requests.Add(context.Request.RawUrl!);
                    if (IsSilent)
                    {
                        _end.Wait();
                        return;
                    }

                    if (!Files.TryGetValue(Uri.UnescapeDataString(context.Request.Url!.AbsolutePath), out byte[]? file))
                    {
                        context.Response.StatusCode = 404;
                        context.Response.Close();
                        continue;
                    }

                    if (IsLengthTold)
                    {
                        context.Response.ContentLength64 = file.Length;
                    }
                    else
                    {
                        context.Response.SendChunked = true;
                    }

                    try
                    {
                        await context.Response.OutputStream.WriteAsync(file);
                        context.Response.Close();
                    }
                    catch (Exception e) when (e is HttpListenerException or IOException)
                    {
                        // The client went away.
                    }
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
            }
        }
    }
}
