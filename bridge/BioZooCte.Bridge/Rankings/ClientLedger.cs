using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Bridge.Rankings;

/// <summary>How many bytes of images each client has on the server; beyond its share it is refused.</summary>
/// <param name="limit">Bytes a client.</param>
internal sealed class ClientLedger(long limit)
{
    private static readonly TimeSpan RoomDelay = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);

    /// <summary>The share of a client.</summary>
    public long Limit { get; } = limit;

    /// <summary>Reserves bytes until what is returned is disposed.</summary>
    /// <exception cref="RpcException">The client has not so many left.</exception>
    public IDisposable Reserve(string client, long bytes)
    {
        lock (_lock)
        {
            long held = _bytes.GetValueOrDefault(client);
            if (bytes > Limit - held)
            {
                throw Exceeded(bytes, held);
            }

            _bytes[client] = held + bytes;
        }

        return new Release(() => GiveBack(client, bytes));
    }

    private RpcException Exceeded(long bytes, long held)
    {
        string text = $"{bytes} bytes of images, beside {held} that this client has here; expected at most {Limit} in all.";
        return bytes > Limit ? Exhausted.AsItIs("client", text) : Exhausted.ForNow("client", text, RoomDelay);
    }

    private void GiveBack(string client, long bytes)
    {
        lock (_lock)
        {
            long left = _bytes[client] - bytes;
            if (left == 0)
            {
                _bytes.Remove(client);
            }
            else
            {
                _bytes[client] = left;
            }
        }
    }
}
