using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>The same calls over TLS, mutual TLS and a Unix socket.</summary>
[TestClass]
public sealed class TransportTests
{
    [TestMethod]
    public async Task Tls_OffersHttp2AndAnswers()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        await using EchoServer server = await StartTlsAsync(certificate, required: false, shown: null, _ => { });
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.AreEqual(7, answer.OnlyValue()[0]);
    }

    [TestMethod]
    public async Task MutualTls_WithACertificate_ShowsItToTheHandler()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        using X509Certificate2 shown = Certificate("lab client");
        string? subject = null;
        await using EchoServer server = await StartTlsAsync(
            certificate, required: true, shown, call => subject = call.ClientCertificate?.Subject);
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.AreEqual(7, answer.OnlyValue()[0]);
        Assert.AreEqual("CN=lab client", subject);
    }

    [TestMethod]
    public async Task MutualTls_WithoutACertificate_IsNoConnection()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        await using EchoServer server = await StartTlsAsync(certificate, required: true, shown: null, _ => { });
        await Assert.ThrowsAsync<HttpRequestException>(
            () => server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7])));
    }

    [TestMethod]
    public async Task Http1_IsToldToUpgrade()
    {
        await using EchoServer server = await EchoServer.StartAsync(
            listen: kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1));
        using HttpClient client = new();
        using ByteArrayContent body = new(Frame.Of([7]));
        body.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        using HttpResponseMessage response = await client.PostAsync(
            new Uri(server.Address, EchoDescriptor.Unary), body);
        Assert.AreEqual(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [TestMethod]
    public async Task UnixSocket_Answers()
    {
        string path = Path.Combine(Path.GetTempPath(), $"biozoocte-{Guid.NewGuid():N}.sock");
        string? peer = null;
        await using EchoServer server = await EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>("Unary", (request, call) =>
            {
                peer = call.Peer;
                return Task.FromResult(request);
            }),
            listen: kestrel => kestrel.ListenUnixSocket(path, port => port.UseGrpc()),
            client: _ => RawClient.OverUnixSocket(path));
        byte[] value = new byte[3_000_000];
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of(value));
        Assert.HasCount(value.Length, answer.OnlyValue());
        Assert.AreEqual("unix:", peer);
    }

    private static Task<EchoServer> StartTlsAsync(
        X509Certificate2 certificate, bool required, X509Certificate2? shown, Action<ServerCall> look) =>
        EchoServer.StartAsync(
            table => table.Unary<BytesValue, BytesValue>("Unary", (request, call) =>
            {
                look(call);
                return Task.FromResult(request);
            }),
            listen: kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.UseGrpc().UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                https.ClientCertificateMode =
                    required ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            })),
            client: app => new RawClient(new Uri(app.Urls.First()), handler =>
            {
                handler.SslOptions.RemoteCertificateValidationCallback = (_, remote, _, _) =>
                    remote?.GetCertHashString() == certificate.GetCertHashString();
                handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => shown!;
            }));

    private static X509Certificate2 Certificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
