using System.Net;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>The same piece many times, counting those that the server has let through.</summary>
internal sealed class CountedContent(byte[] piece, int times) : HttpContent
{
    private int _sent;

    public int Sent => Volatile.Read(ref _sent);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (; _sent < times; _sent++)
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
