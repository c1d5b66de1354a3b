using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;

using Google.Protobuf;

namespace BioZooCte.Bridge.Isolation;

/// <summary>Sends images to a child process.</summary>
internal static class ImageSender
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Sends an image when it is whole.</summary>
    /// <param name="process">The child.</param>
    /// <param name="place">The image's place among those of the job.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task SendAsync(
        ChildProcess process, int place, SpooledImage image, CancellationToken cancellationToken)
    {
        await image.WaitAsync(cancellationToken).ConfigureAwait(false);
        for (long at = 0; at < image.Storage.Length; at += ChunkBytes)
        {
            byte[] bytes = new byte[Math.Min(ChunkBytes, image.Storage.Length - at)];
            image.Storage.Read(at, bytes);
            ImageChunk chunk = new()
            {
                Image = (uint)place,
                Offset = (ulong)at,
                Data = UnsafeByteOperations.UnsafeWrap(bytes),
            };
            await process.SendAsync(new ToChild { Chunk = chunk }, cancellationToken).ConfigureAwait(false);
        }
    }
}
