using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Services;

/// <summary>The parts of images out of the messages of a stream.</summary>
internal static class RequestParts
{
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
