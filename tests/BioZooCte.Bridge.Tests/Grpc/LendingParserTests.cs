using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.V1;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Messages with large bytes are the same as those that Google.Protobuf makes, without a copy.</summary>
[TestClass]
public sealed class LendingParserTests
{
    private const int Large = 200_000;

    private static readonly ByteString Many = ByteString.CopyFrom([.. Enumerable.Range(0, Large).Select(i => (byte)(i % 251))]);
    private static readonly RankModelsRequest Chunk = new() { Chunk = new ImageChunk { Image = 3, Offset = 17, Data = Many } };
    private static readonly RankModelsRequest Tile = new() { Tile = new ImageTile { Image = 1, Start = { 0, 512 }, Data = Many } };
    private static readonly RankModelsRequest Settings = new()
    {
        Settings = new RankModelsSettings { Ranking = new RankingSettings { Metric = "miou", Seed = 5 } },
    };

    private static readonly RankModelsRequest Few = new() { Chunk = new ImageChunk { Image = 9, Data = ByteString.CopyFrom(1, 2) } };

    /// <summary>Bodies of one message: what comes later counts, or is merged with what came before.</summary>
    private static IEnumerable<byte[][]> Bodies =>
    [
        [Chunk.ToByteArray()],
        [Tile.ToByteArray()],
        [Settings.ToByteArray(), Chunk.ToByteArray()],
        [Chunk.ToByteArray(), Settings.ToByteArray()],
        [Few.ToByteArray(), Chunk.ToByteArray()],
        [Chunk.ToByteArray(), Few.ToByteArray()],
        [Tile.ToByteArray(), Chunk.ToByteArray()],
        [Chunk.ToByteArray(), Chunk.ToByteArray()],
        [Chunk.ToByteArray(), [0x98, 0x06, 0x01]], // a number that nobody knows
        [Few.ToByteArray(), Unknown()],
    ];

    [TestMethod]
    public void Message_OfAnyOrder_IsAsGoogleParsesIt()
    {
        foreach (byte[][] parts in Bodies)
        {
            byte[] body = [.. parts.SelectMany(part => part)];
            RankModelsRequest expected = RankModelsRequest.Parser.ParseFrom(body);
            RankModelsRequest found = LendingParser.Parse(RankModelsRequest.Parser, [.. body, 1, 2, 3], body.Length);
            Assert.IsTrue(expected.Equals(found), string.Join(" + ", parts.Select(part => part.Length)));
            Assert.IsTrue(expected.ToByteArray().AsSpan().SequenceEqual(found.ToByteArray()));
        }
    }

    [TestMethod]
    public void LargeBytes_OfAMessageOrWithinOne_AreTheArraysOwn()
    {
        byte[] body = Chunk.ToByteArray();
        RankModelsRequest chunk = LendingParser.Parse(RankModelsRequest.Parser, body, body.Length);
        body[^1] ^= 0xFF;
        Assert.AreEqual(body[^1], chunk.Chunk.Data[Large - 1]);

        byte[] value = new BytesValue { Value = Many }.ToByteArray();
        BytesValue bytes = LendingParser.Parse(BytesValue.Parser, value, value.Length);
        value[^1] ^= 0xFF;
        Assert.AreEqual(value[^1], bytes.Value[Large - 1]);
    }

    [TestMethod]
    public void SmallBytes_AreTheMessagesOwn()
    {
        byte[] body = Few.ToByteArray();
        RankModelsRequest few = LendingParser.Parse(RankModelsRequest.Parser, body, body.Length);
        body[^1] ^= 0xFF;
        Assert.AreEqual(Few, few);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(1000)]
    [DataRow(Large)]
    public void LargeBytes_CutShort_AreNoMessage(int missing)
    {
        byte[] body = Chunk.ToByteArray();
        Assert.Throws<InvalidProtocolBufferException>(
            () => LendingParser.Parse(RankModelsRequest.Parser, body, body.Length - missing));
    }

    /// <summary>Large bytes under a number that a chunk does not have.</summary>
    private static byte[] Unknown()
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            output.WriteTag(99, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(Many);
        }

        return bytes.ToArray();
    }
}
