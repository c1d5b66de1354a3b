using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Services;

/// <summary>The settings, and the parts of images, out of the messages of a stream.</summary>
internal static class RequestParts
{
    /// <summary>The settings, which the first message of a stream has to be.</summary>
    /// <param name="requests">The stream; stays its owner's.</param>
    /// <param name="settingsOf">The settings of a message; null where it is another.</param>
    /// <exception cref="RpcException">There is no message, or another.</exception>
    public static async Task<TSettings> SettingsAsync<T, TSettings>(
        IAsyncEnumerator<T> requests, Func<T, TSettings?> settingsOf)
        where TSettings : class =>
        (await requests.MoveNextAsync().ConfigureAwait(false) ? settingsOf(requests.Current) : null)
        ?? throw new RpcException(StatusCode.InvalidArgument, "the first message has no settings; expected them.");

    /// <summary>The rest of a stream, part by part.</summary>
    /// <param name="requests">The stream; stays its owner's.</param>
    /// <param name="partOf">The part of a message.</param>
    public static async IAsyncEnumerator<(ImageChunk? Chunk, ImageTile? Tile)> Of<T>(
        IAsyncEnumerator<T> requests, Func<T, (ImageChunk?, ImageTile?)> partOf)
    {
        while (await requests.MoveNextAsync().ConfigureAwait(false))
        {
            yield return partOf(requests.Current);
        }
    }
}
