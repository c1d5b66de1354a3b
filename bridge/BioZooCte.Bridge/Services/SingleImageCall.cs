using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Services;

/// <summary>A call that sends one image and gets one tensor back.</summary>
/// <param name="parts">The bridge.</param>
/// <param name="header">What the image is.</param>
/// <param name="stream">Its parts.</param>
/// <param name="tellQueued">Tells the client its place.</param>
internal sealed class SingleImageCall(
    BridgeParts parts,
    ImageHeader? header,
    IAsyncEnumerator<(ImageChunk? Chunk, ImageTile? Tile)> stream,
    Func<RankingQueued, Task> tellQueued)
{
    /// <summary>Receives the image, waits for a turn and works on it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="call">The call.</param>
    public async Task<AxisTensor> RunAsync(
        Func<SpooledImage, CancellationToken, Task<AxisTensor>> work, ServerCall call)
    {
        using ImageReception reception = new(
            call.Principal!, [ImageMapper.ToDescription("settings.image", header)], parts.Spool, parts.Ledger);
        await reception.ReceiveAsync(stream, call.CancellationToken).ConfigureAwait(false);
        Task telling = Task.CompletedTask;
        using Turn turn = await parts.Queue.EnterAsync(
            position =>
            {
                RankingQueued queued = new() { Position = (uint)position };
                telling = telling.ContinueWith(
                    _ => tellQueued(queued), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            },
            call.CancellationToken).ConfigureAwait(false);
        await telling.ConfigureAwait(false);
        return await work(reception.Images[0], call.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a tensor: its header, then its chunks.</summary>
    public static async Task SendAsync(
        ImageHeader header, AxisTensor tensor, Func<ImageHeader, Task> sendHeader, Func<ImageChunk, Task> sendChunk)
    {
        await sendHeader(header).ConfigureAwait(false);
        foreach (ImageChunk chunk in ImageMapper.ToChunks(tensor))
        {
            await sendChunk(chunk).ConfigureAwait(false);
        }
    }
}
