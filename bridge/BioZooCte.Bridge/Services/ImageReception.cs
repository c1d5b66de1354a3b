using System.Collections.Immutable;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Services;

/// <summary>The images of one call: announced, spooled, and gone with the call.</summary>
internal sealed class ImageReception : IDisposable
{
    private static readonly TimeSpan RoomDelay = TimeSpan.FromSeconds(30);

    private readonly IDisposable _reserved;
    private readonly ImageAssembly _assembly;

    /// <summary>Makes room for images.</summary>
    /// <param name="client">Whose they are.</param>
    /// <param name="announced">What they are.</param>
    /// <param name="spool">Where they lie.</param>
    /// <param name="ledger">How many bytes a client may have here.</param>
    /// <exception cref="RpcException">The client has no room for them.</exception>
    public ImageReception(
        string client, IEnumerable<SpooledImageDescription> announced, ImageSpool spool, ClientLedger ledger)
    {
        ImmutableArray<SpooledImageDescription> descriptions = [.. announced];
        Int128 bytes = 0;
        foreach (SpooledImageDescription description in descriptions)
        {
            bytes += description.Bytes;
        }

        _reserved = ledger.Reserve(client, bytes > long.MaxValue ? long.MaxValue : (long)bytes);
        List<SpooledImage> images = [];
        try
        {
            foreach (SpooledImageDescription description in descriptions)
            {
                images.Add(new SpooledImage(description, spool.Open(description.Bytes)));
            }
        }
        catch (Exception exception)
        {
            images.ForEach(image => image.Dispose());
            _reserved.Dispose();
            if (exception is IOException)
            {
                throw Exhausted.ForNow("spool", $"The spool has no room: {exception.Message}", RoomDelay);
            }

            if (exception is UnauthorizedAccessException)
            {
                throw new RpcException(
                    StatusCode.FailedPrecondition,
                    $"The server may not write to its spool: {exception.Message} No later try will help.");
            }

            throw;
        }

        Images = [.. images];
        _assembly = new ImageAssembly(images);
    }

    /// <summary>The images; whoever reads them waits until they are there.</summary>
    public ImmutableArray<SpooledImage> Images { get; }

    /// <summary>Takes the parts of a stream until it ends.</summary>
    /// <param name="parts">The rest of the stream: a chunk or a tile each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RpcException">A part is wrong, or the stream ends too early.</exception>
    public async Task ReceiveAsync(
        IAsyncEnumerator<(ImageChunk? Chunk, ImageTile? Tile)> parts, CancellationToken cancellationToken)
    {
        while (await parts.MoveNextAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (parts.Current)
            {
                case (ImageChunk chunk, _):
                    _assembly.AddChunk(chunk.Image, chunk.Offset, chunk.Data.Span);
                    Telemetry.ReceivedBytes.Add(chunk.Data.Length);
                    break;
                case (_, ImageTile tile):
                    _assembly.AddTile(tile.Image, tile.Start, tile.Data.Memory);
                    Telemetry.ReceivedBytes.Add(tile.Data.Length);
                    break;
                default:
                    throw new RpcException(
                        StatusCode.InvalidArgument, "a message after the first without a chunk or a tile; expected one.");
            }
        }

        string[] missing = [.. _assembly.Missing.Select(image => image.Name)];
        if (missing.Length > 0)
        {
            throw new RpcException(
                StatusCode.InvalidArgument,
                $"the stream ended before all of {string.Join(", ", missing.Take(5))}"
                    + (missing.Length > 5 ? $" and {missing.Length - 5} more were there." : " was there."));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SpooledImage image in Images)
        {
            image.Dispose();
        }

        _reserved.Dispose();
    }
}
