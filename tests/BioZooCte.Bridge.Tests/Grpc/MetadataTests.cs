using System.Text;

using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Headers and trailers of the application, text and bytes.</summary>
[TestClass]
public sealed class MetadataTests
{
    [TestMethod]
    [DataRow("", null)]
    [DataRow("grpc-x", null)]
    [DataRow("content-type", null)]
    [DataRow("te", null)]
    [DataRow("a b", null)]
    [DataRow("ä", null)]
    [DataRow("a-bin", null)]
    [DataRow("X-Upper_9.z", "x-upper_9.z")]
    public void Add_Names_AreLetteredLowAndFree(string name, string? kept)
    {
        Metadata metadata = new();
        if (kept is null)
        {
            Assert.ThrowsExactly<ArgumentException>(() => metadata.Add(name, "v"));
            Assert.AreEqual(0, metadata.Count);
            return;
        }

        metadata.Add(name, "v");
        Assert.AreEqual(kept, metadata.Single().Name);
        Assert.AreEqual("v", metadata.Get(kept));
    }

    [TestMethod]
    public void Add_UnprintableText_IsRefused()
    {
        Metadata metadata = new();
        Assert.ThrowsExactly<ArgumentException>(() => metadata.Add("a", "b\n"));
        Assert.ThrowsExactly<ArgumentException>(() => metadata.Add("a", "µ"));
        Assert.ThrowsExactly<ArgumentException>(() => metadata.AddBinary("a", [1]));
    }

    [TestMethod]
    public void Get_OfARepeatedName_IsTheLast()
    {
        Metadata metadata = new();
        metadata.Add("a", "1");
        metadata.Add("a", "2");
        metadata.AddBinary("b-bin", [1]);
        metadata.AddBinary("b-bin", [2]);
        Assert.AreEqual("2", metadata.Get("A"));
        CollectionAssert.AreEqual(new byte[] { 2 }, metadata.GetBinary("B-Bin"));
        Assert.IsNull(metadata.Get("b-bin"));
        Assert.IsNull(metadata.GetBinary("a"));
        Assert.IsNull(metadata.Get("c"));
    }

    [TestMethod]
    public async Task RequestHeaders_OfTheApplication_AreSeenWithoutThoseOfTheProtocol()
    {
        IReadOnlyList<MetadataEntry> seen = await SeenAsync(
            ("x-text", "some text"),
            ("x-text", "more"),
            ("x-joined", "a, b"),
            ("authorization", "Bearer abc"),
            ("user-agent", "tests/1.0"),
            ("grpc-timeout", "10S"),
            ("grpc-message-type", "x.Y"),
            ("x-unicode", "µm"));
        CollectionAssert.AreEquivalent(
            new[] { "x-text=some text, more", "x-joined=a, b", "authorization=Bearer abc", "user-agent=tests/1.0" },
            seen.Select(e => $"{e.Name}={e.Text}").ToArray());
    }

    [TestMethod]
    [DataRow("AQI=", "0102")]
    [DataRow("AQI", "0102")]
    [DataRow("AQ", "01")]
    [DataRow("AQ==", "01")]
    [DataRow("AQID", "010203")]
    [DataRow("AQI=,AQ", "0102 01")]
    [DataRow("AQI, AQ==,AQID", "0102 01 010203")]
    [DataRow("", "")]
    [DataRow("+/8", "FBFF")]
    [DataRow("A", null)]
    [DataRow("***", null)]
    [DataRow("AQI=,*,AQ", "0102 01")]
    public async Task RequestBytes_PaddedUnpaddedJoined_AreDecodedAndBrokenOnesDropped(string value, string? hex)
    {
        IReadOnlyList<MetadataEntry> seen = await SeenAsync(("x-data-bin", value));
        string[] expected = hex?.Split(' ') ?? [];
        CollectionAssert.AreEqual(
            expected, seen.Select(e => Convert.ToHexString(e.Bytes!)).ToArray());
    }

    [TestMethod]
    public async Task RequestBytes_InRepeatedHeaders_AreAllThere()
    {
        IReadOnlyList<MetadataEntry> seen = await SeenAsync(("x-data-bin", "AQ"), ("x-data-bin", "Ag==,Aw"));
        CollectionAssert.AreEqual(
            new[] { "01", "02", "03" }, seen.Select(e => Convert.ToHexString(e.Bytes!)).ToArray());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Answer_HeadersAndTrailers_ArriveAlsoWithAnError(bool fails)
    {
        await using EchoServer server = await EchoServer.StartAsync(table => table.Unary<BytesValue, BytesValue>(
            "Unary",
            (request, call) =>
            {
                call.ResponseHeaders.Add("x-first", "before");
                call.ResponseHeaders.Add("x-first", "again");
                call.ResponseTrailers.AddBinary("x-last-bin", [0xAB, 0xAB, 0xAB, 0xFF]);
                call.ResponseTrailers.AddBinary("x-last-bin", [1]);
                call.ResponseTrailers.Add("x-end", "after");
                return fails ? throw new RpcException(StatusCode.NotFound, "no") : Task.FromResult(request);
            }));
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.IsFalse(answer.IsTrailersOnly);
        Assert.AreEqual(fails ? StatusCode.NotFound : StatusCode.Ok, answer.Status);
        Assert.AreEqual("before|again", answer.Header("x-first"));
        Assert.AreEqual("q6ur/w|AQ", answer.Trailer("x-last-bin"));
        Assert.AreEqual("after", answer.Trailer("x-end"));
        Assert.IsNull(answer.Header("x-end"));
    }

    private static async Task<IReadOnlyList<MetadataEntry>> SeenAsync(params (string, string)[] headers)
    {
        List<MetadataEntry> seen = [];
        await using EchoServer server = await EchoServer.StartAsync(table => table.Unary<BytesValue, BytesValue>(
            "Unary",
            (request, call) =>
            {
                seen.AddRange(call.RequestHeaders);
                return Task.FromResult(request);
            }));
        using RawClient client = new(
            server.Address, handler => handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8);
        RawAnswer answer = await client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]), headers);
        Assert.HasCount(1, answer.OnlyValue());
        return seen;
    }
}
