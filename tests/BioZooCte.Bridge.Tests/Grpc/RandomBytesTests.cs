using System.Net;
using System.Net.Sockets;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>Whatever stands on a socket, the server goes on.</summary>
[TestClass]
public sealed class RandomBytesTests
{
    private const int Streams = 1000;
    private const int AtOnce = 16;

    // The preface, an empty SETTINGS frame, HEADERS of a call to Unary (stream 1), a DATA frame that ends it.
    private static readonly byte[] Call =
    [
        .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
        .. FrameOf(4, 0, 0, []),
        .. FrameOf(1, 4, 1, Headers()),
        .. FrameOf(0, 1, 1, Frame.Of([7])),
    ];

    [TestMethod]
    public async Task Call_Unchanged_IsAnswered()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        byte[] answer = await ExchangeAsync(server.Address, Call, TimeSpan.FromSeconds(10), untilBytes: 100);
        Assert.IsGreaterThan(-1, answer.AsSpan().IndexOf("application/grpc"u8));
    }

    [TestMethod]
    public async Task ThousandStreams_RandomAndAltered_LeaveTheServerAnswering()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        await Parallel.ForAsync(
            0,
            Streams,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) => await ExchangeAsync(
                server.Address, Bytes(new Random(index), index), TimeSpan.FromMilliseconds(50), untilBytes: 4096));
        RawAnswer answer = await server.Client.CallAsync(EchoDescriptor.Unary, Frame.Of([7]));
        Assert.AreEqual(7, answer.OnlyValue()[0]);
    }

    private static byte[] Bytes(Random random, int index)
    {
        if (index % 4 == 0)
        {
            byte[] noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            return index % 8 == 0 ? noise : [.. Call[..24], .. noise];
        }

        byte[] altered = [.. Call];
        for (int i = 0; i < random.Next(1, 6); i++)
        {
            altered[random.Next(24, altered.Length)] = (byte)random.Next(256);
        }

        return (index % 4) switch
        {
            1 => altered,
            2 => altered[..random.Next(24, altered.Length)],
            _ => [.. altered, .. altered[24..]],
        };
    }

    private static async Task<byte[]> ExchangeAsync(Uri address, byte[] bytes, TimeSpan patience, int untilBytes)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        byte[] answer = new byte[65536];
        int length = 0;
        try
        {
            await socket.SendAsync(bytes);
            using CancellationTokenSource stop = new(patience);
            while (length < untilBytes)
            {
                int count = await socket.ReceiveAsync(answer.AsMemory(length), stop.Token);
                if (count == 0)
                {
                    break;
                }

                length += count;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // It waits for more, or has closed the connection: both may be.
        }

        return answer[..length];
    }

    private static byte[] FrameOf(byte type, byte flags, byte stream, byte[] payload) =>
        [0, (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, stream, .. payload];

    // HPACK: POST and http from the static table, the others literally.
    private static byte[] Headers() =>
    [
        0x83,
        0x86,
        .. Literal(0x04, EchoDescriptor.Unary),
        .. Literal(0x01, "localhost"),
        .. Literal(0x0F, 0x10, "application/grpc"),
        0x00, 2, (byte)'t', (byte)'e', .. Text("trailers"),
    ];

    private static byte[] Literal(byte index, string value) => [index, .. Text(value)];

    private static byte[] Literal(byte first, byte second, string value) => [first, second, .. Text(value)];

    private static byte[] Text(string value) => [(byte)value.Length, .. System.Text.Encoding.ASCII.GetBytes(value)];
}
